import type { CauseClass, RunKind, RunOutcome, RunProgress } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

export interface Run {
  readonly id: string;
  readonly phoneId: string;
  readonly agentId: string;
  readonly kind: z.infer<typeof RunKind>;
  readonly outcome: z.infer<typeof RunOutcome>;
  readonly cause: CauseClass | null;
  readonly snapshotId: string | null;
  readonly progress: RunProgress | null;
  readonly startedAt: Date;
  readonly reportedAt: Date;
}

interface Row {
  id: string;
  phone_id: string;
  agent_id: string;
  kind: Run['kind'];
  outcome: Run['outcome'];
  cause: CauseClass | null;
  snapshot_id: string | null;
  progress: RunProgress | null;
  started_at: Date;
  reported_at: Date;
}

const COLUMNS =
  'id, phone_id, agent_id, kind, outcome, cause, snapshot_id, progress, started_at, reported_at';

const toRun = (row: Row): Run => ({
  id: row.id,
  phoneId: row.phone_id,
  agentId: row.agent_id,
  kind: row.kind,
  outcome: row.outcome,
  cause: row.cause,
  snapshotId: row.snapshot_id,
  progress: row.progress,
  startedAt: row.started_at,
  reportedAt: row.reported_at,
});

export interface NewRun {
  readonly companyId: string;
  readonly id: string;
  readonly phoneId: string;
  readonly agentId: string;
  readonly kind: Run['kind'];
}

/** What a run waited for goes with its end: nothing is kept that tells when its person was not there. */
const INTERRUPTED = "outcome = 'interrupted', progress = progress - 'waitingFor'";

/** Begins a run unless it is there already. */
export async function insertRun(db: EntityManager, run: NewRun, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO backup_runs (company_id, id, phone_id, agent_id, kind, started_at, reported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (company_id, id) DO NOTHING`,
    [run.companyId, run.id, run.phoneId, run.agentId, run.kind, now],
  );
}

/**
 * An agent does one thing at a time with a phone: what it did before and never ended was interrupted. Answers whether
 * one of them waited for the phone's person.
 */
export async function interruptOthers(db: EntityManager, run: NewRun, now: Date): Promise<boolean> {
  const ended = await db.query<{ waited: boolean }[]>(
    `WITH others AS (
       SELECT id, progress ? 'waitingFor' AS waited FROM backup_runs
       WHERE company_id = $1 AND phone_id = $2 AND agent_id = $3 AND id <> $4 AND outcome = 'running' FOR UPDATE
     ), ended AS (
       UPDATE backup_runs r SET ${INTERRUPTED}, ended_at = $5 FROM others o
       WHERE r.company_id = $1 AND r.id = o.id RETURNING coalesce(o.waited, false) AS waited
     ) SELECT waited FROM ended`,
    [run.companyId, run.phoneId, run.agentId, run.id, now],
  );
  return ended.some(({ waited }) => waited);
}

export async function runById(
  db: EntityManager,
  companyId: string,
  id: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<Run | undefined> {
  const [row] = await db.query<Row[]>(
    `SELECT ${COLUMNS} FROM backup_runs WHERE company_id = $1 AND id = $2 ${lock}`,
    [companyId, id],
  );
  return row && toRun(row);
}

export interface RunReport {
  readonly outcome: Run['outcome'];
  readonly cause: CauseClass | null;
  readonly progress: RunProgress | null;
}

export async function updateRun(
  db: EntityManager,
  companyId: string,
  id: string,
  report: RunReport,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE backup_runs SET outcome = $3, cause = $4, progress = $5, reported_at = $6,
       ended_at = CASE WHEN $3 = 'running' THEN NULL ELSE coalesce(ended_at, $6) END
     WHERE company_id = $1 AND id = $2`,
    [companyId, id, report.outcome, report.cause, report.progress && JSON.stringify(report.progress), now],
  );
}

export async function markProven(
  db: EntityManager,
  companyId: string,
  runId: string,
  snapshotId: string,
): Promise<void> {
  await db.query('UPDATE backup_runs SET snapshot_id = $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    runId,
    snapshotId,
  ]);
}

/** Ends runs that nobody has reported since `before`; answers their phones, and whether each waited for its person. */
export async function interruptSilent(
  db: EntityManager,
  companyId: string,
  before: Date,
  now: Date,
): Promise<{ phoneId: string; waited: boolean }[]> {
  return db.query(
    `WITH silent AS (
       SELECT id, progress ? 'waitingFor' AS waited FROM backup_runs
       WHERE company_id = $1 AND outcome = 'running' AND reported_at < $2 FOR UPDATE
     ), ended AS (
       UPDATE backup_runs r SET ${INTERRUPTED}, ended_at = $3 FROM silent s
       WHERE r.company_id = $1 AND r.id = s.id RETURNING r.phone_id, coalesce(s.waited, false) AS waited
     ) SELECT phone_id AS "phoneId", waited FROM ended ORDER BY phone_id`,
    [companyId, before, now],
  );
}

/** A phone's runs, newest first, from the one after the run `after`. */
export async function runsOfPhone(
  db: EntityManager,
  companyId: string,
  phoneId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ rows: Run[]; total: number }> {
  const rows = await db.query<Row[]>(
    `SELECT ${COLUMNS} FROM backup_runs WHERE company_id = $1 AND phone_id = $2
       AND ($3::uuid IS NULL OR (started_at, id) < (SELECT a.started_at, a.id FROM backup_runs a
         WHERE a.company_id = $1 AND a.phone_id = $2 AND a.id = $3))
     ORDER BY started_at DESC, id DESC LIMIT $4`,
    [companyId, phoneId, page.after ?? null, page.limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    'SELECT count(*)::int AS total FROM backup_runs WHERE company_id = $1 AND phone_id = $2',
    [companyId, phoneId],
  );
  return { rows: rows.map(toRun), total: count?.total ?? 0 };
}
