/** Statements that take all indexes but the primary keys off these tables, and those that build them again. */
export async function indexesOf(client, tables) {
  const { rows } = await client.query(
    `SELECT i.relname AS name, t.relname AS "table", c.conname AS constraint, pg_get_constraintdef(c.oid) AS definition,
       pg_get_indexdef(i.oid) AS made
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
     LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype = 'u'
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY($1) AND NOT x.indisprimary
     ORDER BY t.relname, i.relname`,
    [tables],
  );
  return {
    drop: rows.map(({ name, table, constraint }) =>
      constraint ? `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}` : `DROP INDEX ${name}`,
    ),
    build: rows.map(({ table, constraint, definition, made }) =>
      constraint ? `ALTER TABLE ${table} ADD CONSTRAINT ${constraint} ${definition}` : made,
    ),
  };
}
