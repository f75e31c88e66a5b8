/** A completed snapshot as the rules see it. */
export interface SnapshotFacts {
  readonly takenAt: Date;
  /** Categories that the snapshot contains; one that was scanned and found with nothing new counts. */
  readonly categories: readonly string[];
  /** Proven copies, the phone itself not counted. */
  readonly copies: number;
}

export interface PhoneFacts {
  readonly enrolledAt: Date;
  /** Completed, not damaged. For each category the newest one and the newest with enough copies suffice. */
  readonly snapshots: readonly SnapshotFacts[];
  /** Since when a required category is asked for, where that is later than the enrolment (a policy that widened). */
  readonly askedSince?: Date;
  /** Set while the phone is attached and waits for its person: locked, in recovery, or not allowed to be read yet. */
  readonly waitsForPerson?: boolean;
  /** Neutral: no gap, no reminder; never counted as protected either. */
  readonly neutral?: 'declined' | 'not-for-work';
}
