/** The gaps of contracts: every reason why an employee or a phone is not protected as the policy asks. */
export type FoundGapCode =
  | 'no-workstation'
  | 'no-phone'
  | 'phone-not-enrolled'
  | 'never-backed-up'
  | 'overdue'
  | 'agent-silent'
  | 'failing'
  | 'partial'
  | 'too-few-copies'
  | 'unverified'
  | 'damaged'
  | 'near-quota'
  | 'over-quota'
  | 'suspicious-change'
  | 'outdated-agent'
  | 'recovery-untested'
  | 'code-unproven'
  | 'notice-open';

/** `waiting` for a person · `risk` may lose data · `lost` has nothing to restore. */
export type FoundGapSeverity = 'waiting' | 'risk' | 'lost';

/** Numbers and dates (ISO, UTC) that the gap's sentence tells; never a name. */
export type GapDetails = Readonly<Record<string, number | string>>;

/** One reason, and the moment (UTC) at which it began by the rules; it does not move while facts stay the same. */
export interface FoundGap {
  readonly code: FoundGapCode;
  readonly severity: FoundGapSeverity;
  readonly since: Date;
  /** A cause class of contracts, where the next step depends on it: of `partial` and `failing`. */
  readonly cause?: string;
  readonly details?: GapDetails;
}

/** What one rule says: its gap if it is open, and when its answer can change with no new facts. */
export interface Finding {
  readonly gap?: FoundGap;
  readonly changesAt?: Date;
}

/** A gap that opens at `at` and then stays until a fact changes; `at` undefined: never. */
export function opensAt(at: Date | undefined, now: Date, gap: Omit<FoundGap, 'since'>): Finding {
  if (!at) return {};
  return now < at ? { changesAt: at } : { gap: { ...gap, since: at } };
}
