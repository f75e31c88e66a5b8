/** The gaps that these rules find; a part of the closed list of contracts. */
export type FoundGapCode = 'no-phone' | 'never-backed-up' | 'overdue' | 'partial' | 'too-few-copies';

/** Why something lacks that its person can give; a part of the cause classes of contracts. */
export type FoundGapCause = 'iphone-not-encrypted' | 'iphone-password-unknown';

/** `waiting` for a person · `risk` may lose data · `lost` has nothing to restore. */
export type FoundGapSeverity = 'waiting' | 'risk' | 'lost';

/** One reason, and the moment (UTC) at which it began by the rules; it does not move while facts stay the same. */
export interface FoundGap {
  readonly code: FoundGapCode;
  readonly severity: FoundGapSeverity;
  readonly since: Date;
  /** Of `partial` only. */
  readonly cause?: FoundGapCause;
}

/** What one rule says: its gap if it is open, and when its answer can change with no new facts. */
export interface Finding {
  readonly gap?: FoundGap;
  readonly changesAt?: Date;
}
