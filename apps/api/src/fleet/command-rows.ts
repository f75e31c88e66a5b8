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

/** Waiting commands, oldest first. */
export const openCommands = async (
  db: EntityManager,
  companyId: string,
  workstationId: string,
): Promise<Command[]> =>
  db.query(
    `SELECT id, kind, phone_id AS "phoneId", text FROM fleet_commands
     WHERE company_id = $1 AND workstation_id = $2 AND finished_at IS NULL ORDER BY created_at, id LIMIT 100`,
    [companyId, workstationId],
  );

export const finishCommandRows = async (
  db: EntityManager,
  companyId: string,
  workstationId: string,
  ids: readonly string[],
): Promise<void> => {
  if (ids.length === 0) return;
  await db.query(
    `UPDATE fleet_commands SET finished_at = now()
     WHERE company_id = $1 AND workstation_id = $2 AND id = ANY ($3::uuid[]) AND finished_at IS NULL`,
    [companyId, workstationId, ids],
  );
};
