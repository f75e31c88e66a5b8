import type { CauseClass, RunProgress } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import type { ControlPlane } from './control-plane.js';
import type { OpenRuns, RunEnd } from './open-runs.js';

const EVERY_MS = 1000;

/**
 * Tells the control plane of one run: that it began, how far it is (the newest state, once a second at most), how it
 * ended. Telling never holds up the run; an end that cannot be told is told at the next contact.
 */
export class RunReport {
  private latest: RunProgress | undefined;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  private constructor(
    private readonly plane: ControlPlane,
    private readonly runs: OpenRuns,
    readonly runId: string,
  ) {}

  static async begin(
    plane: ControlPlane,
    runs: OpenRuns,
    run: { readonly runId: string; readonly phoneId: string; readonly kind: 'backup' | 'verify' },
    signal?: AbortSignal,
  ): Promise<RunReport> {
    await plane.call(endpoints.startRun, { body: run, ...(signal ? { signal } : {}) });
    await runs.began(run.runId);
    return new RunReport(plane, runs, run.runId);
  }

  /** Counts only: whatever else `progress` carries (the name of what is read now) stays here. */
  progress(progress: RunProgress): void {
    this.latest = {
      phase: progress.phase,
      filesDone: progress.filesDone,
      filesTotal: progress.filesTotal,
      bytesDone: Math.round(progress.bytesDone),
      bytesTotal: whole(progress.bytesTotal),
      bytesPerSecond: whole(progress.bytesPerSecond),
      ...(progress.waitingFor ? { waitingFor: progress.waitingFor } : {}),
    };
    this.timer ??= setTimeout(() => this.send(), EVERY_MS);
  }

  async end(outcome: RunEnd['outcome'], cause?: CauseClass): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.sending;
    await this.runs.ended(this.plane, this.runId, {
      outcome,
      ...(cause === undefined ? {} : { cause }),
      ...(this.latest === undefined ? {} : { progress: this.latest }),
    });
  }

  private send(): void {
    this.timer = undefined;
    const body = { progress: this.latest };
    this.sending = this.plane
      .call(endpoints.reportRun, { params: { id: this.runId }, body, tries: 1 })
      .catch(() => undefined);
  }
}

const whole = (value: number | null): number | null =>
  value === null ? null : Math.max(0, Math.round(value));
