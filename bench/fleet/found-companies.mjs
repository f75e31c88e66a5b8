import { JOINED, PUBLISHED } from './fleet-policies.mjs';
import { momentOf } from './moments.mjs';

/**
 * Companies beside the one that the server made, as it makes them; in each a second policy for a group, a second place, and all
 * of it long ago, as if the companies had worked with it for years.
 */
export async function foundCompanies(client, { seed, now, companies, policies, statements, idOf }) {
  const [published, joined] = [PUBLISHED, JOINED].map((when) => momentOf(when, { now, shiftMs: 0 }));
  const [{ company: big }] = companies;
  await client.query('UPDATE companies SET created_at = $1', [published]);
  await client.query('UPDATE policies SET created_at = $1', [published]);
  await client.query('UPDATE policy_versions SET published_at = $1', [published]);
  await client.query('UPDATE policy_assignments SET since = $1', [published]);
  await client.query('UPDATE notices_texts SET published_at = $1', [published]);
  await client.query('UPDATE storage_locations SET created_at = $1', [published]);
  const { standard, strict } = statements;
  for (const { company, number } of companies) {
    if (company !== big) await found(client, { company, number, big, idOf, seed });
    const id = (name) => idOf(seed, `${name}/${number}`);
    const group = idOf(seed, `group/${company}`);
    await client.query(
      `INSERT INTO policies (company_id, id, version, name_key, created_at) VALUES ($1, $2, 1, lower($3), $4)`,
      [company, id('policy'), policies.strict.name, published],
    );
    await client.query(
      `INSERT INTO policy_versions (company_id, policy_id, version, policy, published_at) VALUES ($1, $2, 1, $3, $4)`,
      [company, id('policy'), JSON.stringify(policies.strict), published],
    );
    await client.query(
      `INSERT INTO people_groups (company_id, id, display_name, display_name_key, created_at, changed_at)
       VALUES ($1, $2, 'Field service', 'field service', $3, $3)`,
      [company, group, joined],
    );
    await client.query(
      `INSERT INTO policy_assignments (company_id, id, policy_id, applies_to, priority, group_id, since)
       VALUES ($1, $2, $3, 'group', 10, $4, $5)`,
      [company, id('assignment'), id('policy'), group, published],
    );
    await client.query(
      `INSERT INTO storage_locations (company_id, id, name, kind, settings, created_at)
       VALUES ($1, $2, 'The other building', 'served-folder', '{}', $3)`,
      [company, id('location'), joined],
    );
    const another = { sha256: '0'.repeat(64), text: 'What was in force before.' };
    for (const { sha256, text: said } of [standard, strict, another]) {
      await client.query(
        `INSERT INTO notices_statements (company_id, sha256, notice_version, text) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING`,
        [company, sha256, said],
      );
    }
    await client.query(
      `INSERT INTO bench_fleet.policies SELECT company_id, group_id IS NOT NULL, policy_id,
         CASE WHEN group_id IS NULL THEN $2 ELSE $3 END, $4 FROM policy_assignments WHERE company_id = $1`,
      [company, standard.sha256, strict.sha256, another.sha256],
    );
    await client.query(
      `INSERT INTO bench_fleet.locations SELECT company_id, row_number() OVER (ORDER BY created_at, id), id
       FROM storage_locations WHERE company_id = $1`,
      [company],
    );
  }
}

/** What the server makes with a company, after the one that it made. */
async function found(client, { company, number, big, idOf, seed }) {
  const policy = idOf(seed, `standard/${number}`);
  const given = [company, big];
  await client.query('INSERT INTO entry.companies (company_id) VALUES ($1)', [company]);
  await client.query(
    `INSERT INTO companies (company_id, name, created_at) SELECT $1, $3, created_at FROM companies WHERE company_id = $2`,
    [...given, `Other company ${number}`],
  );
  await client.query(
    `INSERT INTO policies (company_id, id, version, name_key, created_at)
     SELECT $1, $3, version, name_key, created_at FROM policies WHERE company_id = $2 AND name_key = 'standard'`,
    [...given, policy],
  );
  await client.query(
    `INSERT INTO policy_versions (company_id, policy_id, version, policy, published_at)
     SELECT $1, $3, 1, v.policy, v.published_at FROM policy_versions v
     JOIN policies p ON p.company_id = v.company_id AND p.id = v.policy_id WHERE v.company_id = $2 AND p.name_key = 'standard'`,
    [...given, policy],
  );
  await client.query(
    `INSERT INTO policy_assignments (company_id, id, policy_id, applies_to, priority, since)
     SELECT $1, $3, $4, 'everybody', 0, since FROM policy_assignments WHERE company_id = $2 AND group_id IS NULL`,
    [...given, idOf(seed, `everybody/${number}`), policy],
  );
  await client.query(
    `INSERT INTO storage_locations (company_id, id, name, kind, settings, created_at)
     SELECT $1, $3, name, kind, settings, created_at FROM storage_locations WHERE company_id = $2 ORDER BY created_at LIMIT 1`,
    [...given, idOf(seed, `server/${number}`)],
  );
  await client.query(
    `INSERT INTO notices_texts (company_id, version, text, text_sha256, published_at)
     SELECT $1, version, text, text_sha256, published_at FROM notices_texts WHERE company_id = $2`,
    given,
  );
}
