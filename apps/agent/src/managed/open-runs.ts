import { join } from 'node:path';
import { CauseClass, endpoints, ReportRun } from '@holdfast/contracts';
import { z } from 'zod';
import { ProblemError } from '../faults/problem-error.js';
import { JsonFile } from '../state/json-file.js';
import type { ControlPlane } from './control-plane.js';

const RunEnd = z.object({
  outcome: z.enum(['completed', 'interrupted', 'failed', 'cancelled']),
  cause: CauseClass.optional(),
  progress: ReportRun.shape.progress,
});
/** How a run ended. */
export type RunEnd = z.infer<typeof RunEnd>;

const OpenRunsFile = z.object({
  format: z.literal(1),
  runs: z.array(z.object({ runId: z.uuid(), process: z.int(), end: RunEnd.nullable() })),
});
type OpenRun = z.infer<typeof OpenRunsFile>['runs'][number];

/** Runs whose end the control plane does not know yet: they outlive a kill, and a network that is away. */
export class OpenRuns {
  private readonly file: JsonFile<typeof OpenRunsFile>;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'open-runs.json'), OpenRunsFile);
  }

  async began(runId: string): Promise<void> {
    await this.change((runs) => [...others(runs, runId), { runId, process: process.pid, end: null }]);
  }

  /** Tells the end of a run, or keeps it for `catchUp` where the control plane cannot be told now. Never throws. */
  async ended(plane: ControlPlane, runId: string, end: RunEnd): Promise<void> {
    if (await this.tell(plane, runId, end, 2)) await this.change((runs) => others(runs, runId));
    else await this.change((runs) => [...others(runs, runId), { runId, process: process.pid, end }]);
  }

  /** Tells the ends that are owed; a run whose process is gone was interrupted. */
  async catchUp(plane: ControlPlane): Promise<void> {
    for (const { runId, process: owner, end } of await this.all()) {
      if (end === null && isAlive(owner)) continue;
      const isTold = await this.tell(plane, runId, end ?? { outcome: 'interrupted' }, 1);
      if (!isTold) return;
      await this.change((runs) => others(runs, runId));
    }
  }

  private async all(): Promise<readonly OpenRun[]> {
    return (await this.file.read())?.runs ?? [];
  }

  private async change(next: (runs: readonly OpenRun[]) => OpenRun[]): Promise<void> {
    const mine = this.turn.then(async () =>
      this.file.write({ format: 1, runs: next(await this.all()).slice(-200) }),
    );
    this.turn = mine.catch(() => undefined);
    await this.turn;
  }

  /** False where another try later may pass. */
  private async tell(plane: ControlPlane, runId: string, end: RunEnd, tries: number): Promise<boolean> {
    try {
      await plane.call(endpoints.reportRun, { params: { id: runId }, body: end, tries });
      return true;
    } catch (error) {
      return (
        error instanceof ProblemError && error.status < 500 && error.status !== 429 && error.status !== 401
      );
    }
  }
}

const others = (runs: readonly OpenRun[], runId: string): OpenRun[] =>
  runs.filter((run) => run.runId !== runId);

function isAlive(id: number): boolean {
  if (id === process.pid) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
