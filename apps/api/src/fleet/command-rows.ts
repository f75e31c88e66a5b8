import type { Command } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** What is queued for a workstation. */
export interface NewCommand {
  readonly id: string;
  readonly workstationId: string;
  readonly kind: Command['kind'];
  readonly phoneId: string | null;
  readonly text: string | null;
}

/** Answers the id under which it is queued: the same command that still waits is not queued twice. */
export const insertCommand = async (
  db: EntityManager,
  companyId: string,
  command: NewCommand,
): Promise<string> => {
  const { id, workstationId, kind, phoneId, text } = command;
  const rows: { id: string }[] = await db.query(
    `WITH open AS (
       SELECT id FROM fleet_commands WHERE company_id = $1 AND workstation_id = $3 AND kind = $4
         AND phone_id IS NOT DISTINCT FROM $5::uuid AND text IS NOT DISTINCT FROM $6 AND finished_at IS NULL LIMIT 1
     ), added AS (
       INSERT INTO fleet_commands (company_id, id, workstation_id, kind, phone_id, text)
       SELECT $1, $2, $3, $4, $5::uuid, $6 WHERE NOT EXISTS (SELECT FROM open) RETURNING id
     )
     SELECT id FROM open UNION ALL SELECT id FROM added`,
    [companyId, id, workstationId, kind, phoneId, text],
  );
  return rows[0]?.id ?? id;
};
