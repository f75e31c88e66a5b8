/** Statements that make a table a tenant's: only the rows of the transaction's company exist, for its owner too. */
export const forceTenancy = (...tables: readonly string[]): string =>
  tables
    .map(
      (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON ${table} USING (company_id = current_setting('app.company_id')::uuid);`,
    )
    .join('\n');
