import type { EntityManager } from 'typeorm';

/** Whose rows are erased: `$1` and `$2` of the conditions. */
export type ErasedPerson = readonly [companyId: string, employeeId: string];

/** How many rows went, by their table. */
export type RowsErased = Readonly<Record<string, number>>;

/**
 * Deletes a person's rows from tables of one room, in the order given. `of`: table → the condition by which a row is theirs;
 * `company_id = $1` stands before each. Runs as the jobs, who alone may.
 */
export const eraseRows = async (
  db: EntityManager,
  person: ErasedPerson,
  of: Readonly<Record<string, string>>,
): Promise<RowsErased> => {
  const erased: Record<string, number> = {};
  for (const [table, condition] of Object.entries(of)) {
    const [, count] = await db.query<[unknown, number]>(
      `DELETE FROM ${table} WHERE company_id = $1 AND ${condition}`,
      [...person],
    );
    erased[table] = count;
  }
  return erased;
};
