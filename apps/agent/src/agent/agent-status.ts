import type { CauseClass, RecoveryCodeDates, RunProgress } from '@holdfast/contracts';
import type { PhoneState } from '@holdfast/phones';

/** What the agent sees and does now; what `holdfast status --json` prints (docs/cli.md). Moments are ISO 8601. */
export interface AgentStatus {
  readonly agent: { readonly version: string; readonly pid: number; readonly startedAt: string };
  readonly server: string;
  readonly company: string;
  readonly employee: string;
  /** Whether the control plane could be asked the last time, and when that was. */
  readonly contact: { readonly ok: boolean; readonly at: string | null; readonly problem: string | null };
  readonly policy: {
    readonly name: string;
    readonly version: number;
    readonly everyHours: number;
    readonly usbDebugging: 'allowed' | 'remind-off' | 'never';
  } | null;
  readonly notice: 'accepted' | 'open' | 'unknown';
  /** As the control plane said last; null: it was not asked yet. */
  readonly recoveryCode: RecoveryCodeDates | null;
  readonly phones: readonly PhoneStatus[];
}

/** One enrolled phone in it. */
export interface PhoneStatus {
  readonly phoneId: string;
  readonly label: string;
  readonly attach: 'detached' | PhoneState;
  /** What its person has to do so that it can be backed up; null: nothing. */
  readonly next: string | null;
  readonly newestSnapshotAt: string | null;
  readonly nextDueAt: string | null;
  readonly running: 'backup' | 'verify' | null;
  readonly progress: RunProgress | null;
  /** How the last run here ended; null: none since the agent started. */
  readonly lastOutcome: 'completed' | 'interrupted' | 'failed' | 'cancelled' | null;
  readonly lastCause: CauseClass | null;
}
