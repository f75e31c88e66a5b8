import type pg from 'pg';

const tablesOf = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
     WHERE column_name = 'company_id' AND table_schema IN ('public', 'entry') AND table_name NOT LIKE 'audit\\_%'
       AND table_name <> 'access_noted'
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

/** One value for all that is kept of companies, but the log of who did what: equal values, nothing changed. */
export const fingerprint = async (client: pg.Client): Promise<Record<string, string>> => {
  const parts = (await tablesOf(client)).map(
    (name) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t`,
  );
  const { rows } = await client.query<{ name: string; sum: string }>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id that a company's rows hold, the log included. */
export const idsOf = async (client: pg.Client, companyId: string): Promise<Set<string>> => {
  const found = new Set<string>();
  for (const name of [...(await tablesOf(client)), 'public.audit_events']) {
    const { rows } = await client.query<{ text: string }>(
      `SELECT to_jsonb(t)::text AS text FROM ${name} t WHERE company_id = $1`,
      [companyId],
    );
    for (const { text } of rows) for (const id of text.match(UUID) ?? []) found.add(id);
  }
  return found;
};
