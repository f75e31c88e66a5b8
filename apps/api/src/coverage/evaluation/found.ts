import type { PhoneState, Platform } from '@holdfast/contracts';
import type { ExemptedGap, Standing } from '@holdfast/policy';

/** A phone as evaluated. */
export interface FoundPhone {
  readonly phoneId: string;
  readonly label: string;
  readonly platform: Platform;
  readonly state: PhoneState;
  readonly withinAge: boolean;
  readonly gaps: readonly ExemptedGap[];
  readonly newestSnapshotAt: Date | undefined;
  readonly snapshots: number;
  readonly copies: number;
  /** What it has in common with others, where many of them fail at once: `''` where nothing is known of it. */
  readonly agentVersion: string;
  readonly system: string;
  /** Why its last backups failed; `''`: they do not. */
  readonly failingCause: string;
}

/** A person as evaluated, with all their phones; `standing` undefined: out of scope. */
export interface FoundPerson {
  readonly employeeId: string;
  readonly name: string;
  readonly department: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly standing: Standing | undefined;
  readonly gaps: readonly ExemptedGap[];
  readonly phones: readonly FoundPhone[];
  readonly storedBytes: number;
  /** When a verification of the repository passed last. */
  readonly verifiedAt: Date | undefined;
  readonly nextTransitionAt: Date | undefined;
  /** UTC date of which the change is: the day on which it was due, where time alone made it. */
  readonly onDate: string;
}
