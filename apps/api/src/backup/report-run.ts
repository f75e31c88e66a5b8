import type { CauseClass, RunProgress } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { type Run, runById, type RunReport, updateRun } from './run-rows.js';

export interface ReportRunCommand {
  readonly caller: AgentCaller;
  readonly runId: string;
  readonly progress?: RunProgress | undefined;
  readonly outcome?: Exclude<Run['outcome'], 'running'> | undefined;
  readonly cause?: CauseClass | undefined;
}

const ONE_SECOND_MS = 1000;

/** Progress, stored at most once a second, and the outcome of an agent's own run. */
@Injectable()
export class ReportRun {
  constructor(private readonly tenant: Tenant) {}

  /** @throws DomainError `not-found` */
  async run(command: ReportRunCommand): Promise<void> {
    const { companyId, agentId } = command.caller;
    await this.tenant.run(companyId, async (db) => {
      const run = await runById(db, companyId, command.runId, 'FOR UPDATE');
      if (run?.agentId !== agentId) throw notFound();
      const now = new Date();
      const report = nextReport(run, command, now);
      if (report) await updateRun(db, companyId, run.id, report, now);
    });
  }
}

/**
 * What to store of a report; undefined: nothing. The first outcome stays. A run that was only taken for interrupted,
 * because its agent was silent (asleep), goes on when the agent reports again. A backup is completed only when a
 * commit proved its snapshot, whatever the agent says.
 */
export function nextReport(
  run: Run,
  report: Pick<ReportRunCommand, 'progress' | 'outcome' | 'cause'>,
  now: Date,
): RunReport | undefined {
  const wasSilent = run.outcome === 'interrupted' && run.cause === null;
  if (run.outcome !== 'running' && !wasSilent) return undefined;
  const { outcome = 'running' } = report;
  const tooSoon = now.getTime() - run.reportedAt.getTime() < ONE_SECOND_MS;
  const samePhase = report.progress?.phase === run.progress?.phase;
  if (run.outcome === 'running' && outcome === 'running' && tooSoon && samePhase) return undefined;
  const unproven = outcome === 'completed' && run.kind === 'backup' && run.snapshotId === null;
  return {
    outcome: unproven ? 'failed' : outcome,
    cause: unproven ? 'internal' : (report.cause ?? null),
    progress: report.progress ?? run.progress,
  };
}
