import type { FoundGapCause } from './gap.js';

/** A completed snapshot as the rules see it. */
export interface SnapshotFacts {
  readonly takenAt: Date;
  /** Categories that the snapshot contains; one that was scanned and found with nothing new counts. */
  readonly categories: readonly string[];
  /** Proven copies, the phone itself not counted. */
  readonly copies: number;
}

/** What the newest snapshot was asked for and lacks because of how the iPhone seals its backups. */
export interface LackingFacts {
  readonly takenAt: Date;
  readonly cause: FoundGapCause;
  readonly categories: readonly string[];
}

export interface PhoneFacts {
  readonly enrolledAt: Date;
  /** Completed, not damaged. For each category the newest one and the newest with enough copies suffice. */
  readonly snapshots: readonly SnapshotFacts[];
  /** Absent: the newest snapshot has all of it, or lacks it for another cause. */
  readonly newestLacks?: LackingFacts;
  /** Since when a required category is asked for, where that is later than the enrolment (a policy that widened). */
  readonly askedSince?: Date;
  /**
   * Set while the phone is attached and waits for its person (locked, in recovery, not allowed to be read yet), and while
   * a run of it does (for the passcode).
   */
  readonly waitsForPerson?: boolean;
  /** Neutral: no gap, no reminder; never counted as protected either. */
  readonly neutral?: 'declined' | 'not-for-work';
}
