/** Columns of the templates' rows. */
const TEMPLATES = {
  t_people: `template int, strict boolean, workstation boolean, agent text, answer text, notice text, bytes bigint, places int,
    seen_at timestamptz, seen_moves boolean, registered timestamptz, proven timestamptz, exemption text, codes text[],
    standing text, next_at timestamptz, next_moves boolean`,
  t_phones: `template int, place int, platform text, attach text, enrolled_at timestamptz, enrolled_moves boolean, state text,
    within_age boolean, gaps text[], snapshots int, copies int, system text, failing text, newest_at timestamptz, newest_moves boolean`,
  t_snapshots: `template int, place int, index int, at timestamptz, moves boolean, categories text[], stored_bytes bigint,
    places int, facts jsonb`,
  t_runs: `template int, place int, index int, kind text, outcome text, cause text, snapshot int, at timestamptz, moves boolean`,
  t_gaps: `template int, place int, code text, severity text, cause text, details jsonb, whose text, exempt boolean,
    at timestamptz, moves boolean`,
};

const OTHERS = {
  companies: 'company uuid, number int, phones int, departments int, people int, cut boolean',
  places: 'place int, first int, count int, phones int',
};

/** A schema of tables from which the fleet's rows are made. */
export async function workTables(client, { companies, places, rows }) {
  await client.query('CREATE SCHEMA bench_fleet');
  // A version and a variant (RFC 9562), without which the server takes no id.
  await client.query(`
    CREATE FUNCTION bench_fleet.id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT overlay(overlay(md5(name) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$`);
  const given = {
    ...Object.fromEntries(Object.keys(TEMPLATES).map((name) => [name, rows[name.slice(2)]])),
    ...{ companies, places: places.map((one, place) => ({ place, ...one })) },
  };
  for (const [name, columns] of Object.entries({ ...TEMPLATES, ...OTHERS })) {
    await client.query(`CREATE UNLOGGED TABLE bench_fleet.${name} (${columns})`);
    await client.query(
      `INSERT INTO bench_fleet.${name} SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (${columns})`,
      [JSON.stringify(given[name])],
    );
    await client.query(`ANALYZE bench_fleet.${name}`);
  }
  await client.query(`
    CREATE UNLOGGED TABLE bench_fleet.policies (company uuid, strict boolean, policy uuid, statement text, another text);
    CREATE UNLOGGED TABLE bench_fleet.locations (company uuid, number int, location uuid);
    CREATE UNLOGGED TABLE bench_fleet.people (n bigint, company uuid, employee uuid, template int, shift interval, name text,
      department text);
    CREATE UNLOGGED TABLE bench_fleet.phones (company uuid, n bigint, employee uuid, template int, place int, phone uuid,
      shift interval, repository uuid)`);
}
