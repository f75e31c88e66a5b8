import type { Exemption } from './exempted.js';

/** One proven copy of a snapshot, as far as a policy asks about places. */
export interface CopyFacts {
  readonly offSite: boolean;
  /** ISO 3166-1 code of the country where the place is known to lie; null: not known, and so in none that is asked for. */
  readonly jurisdiction: string | null;
  /** What was found to be enforced, not what was asked for. */
  readonly lock: 'off' | 'governance' | 'compliance';
}

/** A completed snapshot as the rules see it. */
export interface SnapshotFacts {
  readonly takenAt: Date;
  /** Categories that the snapshot contains; one that was scanned and found with nothing new counts. */
  readonly categories: readonly string[];
  /** Proven copies, the phone itself not counted. */
  readonly copies: readonly CopyFacts[];
}

/** What the newest snapshot was asked for and lacks, and why. */
export interface LackingFacts {
  readonly takenAt: Date;
  /** A cause class of contracts. */
  readonly cause: string;
  /** Categories that it does not contain at all because of that. */
  readonly categories: readonly string[];
  /** Categories that it contains, but for some files; how many. */
  readonly files?: { readonly categories: readonly string[]; readonly count: number };
}

/** A backup that ended. */
export interface EndedRun {
  readonly endedAt: Date;
  readonly completed: boolean;
  /** A cause class of contracts. */
  readonly cause?: string;
}

export interface PhoneFacts {
  readonly enrolledAt: Date;
  /** Completed. For each category the newest one for each set of copies suffices. One from the future counts from then on. */
  readonly snapshots: readonly SnapshotFacts[];
  /** When the first one was committed. */
  readonly firstSnapshotAt?: Date;
  /** Absent: the newest snapshot has all of it. */
  readonly newestLacks?: LackingFacts;
  /** Since when a category is asked for, where that is later than the enrolment (a policy that widened). */
  readonly askedSince?: (category: string) => Date;
  /** Since when the policy reads as it does. */
  readonly policySince?: Date;
  /**
   * The phone is attached and waits for its person (locked, in recovery, not allowed to be read yet), or a run of it does
   * (for the passcode), as its workstation said when it was seen last.
   */
  readonly waitsForPerson?: boolean;
  /** When one of the phone's workstations checked in last. */
  readonly seenAt?: Date;
  /** Version (x.y.z) of the agent that was seen last. */
  readonly agentVersion?: string;
  /** The backups that ended last, newest first, without those that a person cancelled or a sleeping laptop cut off. */
  readonly runs?: readonly EndedRun[];
  /** When a verification or a drill of the repository passed last. */
  readonly verifiedAt?: Date;
  /** When a verification first found damage that none found healed since. */
  readonly damagedSince?: Date;
  /** Since when something that its history does not explain waits to be looked at. */
  readonly suspiciousSince?: Date;
  readonly exemptions?: readonly Exemption[];
  /** Neutral: no gap, no reminder; never counted as protected either. */
  readonly neutral?: 'declined' | 'not-for-work';
}
