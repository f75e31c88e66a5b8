import type { GapSelection } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { GapConditions } from './gap-filter.js';

/** Open gaps that somebody chose, as a condition over `coverage_gaps g` with its values; ids of closed ones match none. */
export function selectedGaps(companyId: string, selection: GapSelection, now: Date): GapConditions {
  if ('filter' in selection) return new GapConditions(companyId, selection.filter, now);
  const conditions = new GapConditions(companyId, { exempt: 'with' }, now);
  conditions.where(`g.id = ANY(${conditions.value(selection.ids)}::uuid[])`);
  return conditions;
}

/** Hands all of them to somebody of IT, or to nobody; answers how many. One statement. */
export async function assignSelected(
  db: EntityManager,
  conditions: GapConditions,
  ownerId: string | null,
): Promise<number> {
  const owner = conditions.value(ownerId);
  const [row] = await db.query<{ gaps: number }[]>(
    `WITH assigned AS (UPDATE coverage_gaps g SET owner_id = ${owner}::uuid
       WHERE ${conditions.sql} AND g.owner_id IS DISTINCT FROM ${owner}::uuid RETURNING 1)
     SELECT count(*)::int AS gaps FROM assigned`,
    conditions.values,
  );
  return row?.gaps ?? 0;
}
