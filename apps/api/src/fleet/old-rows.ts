import type { EntityManager } from 'typeorm';
import { coarsened, isDue, type OldRows, touched } from '../database/coarse-times.js';

/** Each room's rows by the columns that tell when somebody sat at a workstation. */
const TIMES = {
  fleet_workstations: ['created_at', 'last_seen_at'],
  fleet_agents: ['created_at', 'revoked_at'],
  fleet_phones: ['created_at'],
  fleet_enrolments: ['created_at', 'attach_at'],
} as const;

/** Times of day of the fleet become dates. Answers how many rows changed. */
export const coarsenFleetTimes = async (db: EntityManager, old: OldRows): Promise<number> => {
  let rows = 0;
  for (const [table, columns] of Object.entries(TIMES)) {
    rows += touched(
      await db.query(
        `UPDATE ${table} SET ${columns.map(coarsened).join(', ')}
         WHERE company_id = $1 AND id IN (
           SELECT id FROM ${table} WHERE company_id = $1 AND (${columns.map(isDue).join(' OR ')}) LIMIT $3)`,
        [...old],
      ),
    );
  }
  return rows;
};

/** Commands that were finished, or that no agent ever fetched. */
export const deleteOldCommands = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `DELETE FROM fleet_commands WHERE company_id = $1 AND id IN (
         SELECT id FROM fleet_commands WHERE company_id = $1 AND coalesce(finished_at, created_at) < $2 LIMIT $3)`,
      [...old],
    ),
  );
