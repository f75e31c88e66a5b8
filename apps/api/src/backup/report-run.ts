import { type CauseClass, isPersonCause, type RunProgress } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Coverage } from '../coverage/index.js';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { type Run, runById, type RunReport, updateRun } from './run-rows.js';
import { withoutWaiting } from './waiting-now.js';

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
  constructor(
    private readonly tenant: Tenant,
    private readonly coverage: Coverage,
  ) {}

  /** @throws DomainError `not-found` */
  async run(command: ReportRunCommand): Promise<void> {
    const { companyId, agentId } = command.caller;
    await this.tenant.run(companyId, async (db) => {
      const run = await runById(db, companyId, command.runId, 'FOR UPDATE');
      if (run?.agentId !== agentId) throw notFound();
      const now = new Date();
      const report = nextReport(run, command, now);
      if (!report) return;
      await updateRun(db, companyId, run.id, report, now);
      const waited = run.progress?.waitingFor !== undefined;
      // What ends tells something: that it failed again, or what a verification found.
      if (report.outcome !== 'running' || waited !== (report.progress?.waitingFor !== undefined)) {
        await this.coverage.factsChanged(db, companyId, { phoneId: run.phoneId });
      }
    });
  }
}

/**
 * What to store of a report; undefined: nothing. The first outcome stays. A run that was only taken for interrupted,
 * because its agent was silent (asleep), goes on when the agent reports again. A backup is completed only when a
 * commit proved its snapshot, whatever the agent says; and one that its phone's person did not come to was interrupted,
 * never failed. What a run waits for is stored at once, and goes with its end.
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
  const samePhase =
    report.progress?.phase === run.progress?.phase &&
    report.progress?.waitingFor?.step === run.progress?.waitingFor?.step;
  if (run.outcome === 'running' && outcome === 'running' && tooSoon && samePhase) return undefined;
  const unproven = outcome === 'completed' && run.kind === 'backup' && run.snapshotId === null;
  const progress = report.progress ?? run.progress;
  return {
    outcome: unproven ? 'failed' : nobodyCame(outcome, report.cause) ? 'interrupted' : outcome,
    cause: unproven ? 'internal' : (report.cause ?? null),
    progress: progress && outcome !== 'running' ? withoutWaiting(progress) : progress,
  };
}

const nobodyCame = (outcome: Run['outcome'], cause: CauseClass | undefined): boolean =>
  outcome === 'failed' && isPersonCause(cause);
