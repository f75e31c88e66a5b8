import type { PhoneState } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** Phones' states as last evaluated. */
export async function statesOf(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, PhoneState>> {
  if (phoneIds.length === 0) return new Map();
  const rows = await db.query<{ phone_id: string; state: PhoneState }[]>(
    'SELECT phone_id, state FROM coverage_states WHERE company_id = $1 AND phone_id = ANY($2::uuid[])',
    [companyId, phoneIds],
  );
  return new Map(rows.map((row) => [row.phone_id, row.state]));
}
