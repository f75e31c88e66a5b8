/** The ways on which a reminder reaches its person. */
export type ReminderChannel = 'agent' | 'email';

/** The part of a policy that decides about reminders. */
export interface ReminderRules {
  readonly reminders: {
    readonly channels: readonly ReminderChannel[];
    readonly resendAfterDays: number;
    readonly escalateAfterDays: number;
    readonly escalateTo: 'nobody' | 'manager' | 'admin';
    readonly quietFromHour: number;
    readonly quietToHour: number;
  };
}

/** An open gap that is its person's own to close: of no incident, under no exemption. */
export interface RemindedGap {
  /** When it was found, not since when it is so: nobody could be reminded of it before. */
  readonly openedAt: Date;
  /** It fails now what worked, or has nothing to restore. Otherwise it waits for a first step: no hurry on the first day. */
  readonly pressing: boolean;
  /** When the same gap of the same phone closed the last time before. */
  readonly closedBefore?: Date | undefined;
}

/** What is known of one person. */
export interface ReminderFacts {
  /** IANA name. */
  readonly timeZone: string;
  readonly gaps: readonly RemindedGap[];
  /** They declined, or do not use a phone for work: neutral, never reminded. */
  readonly declined: boolean;
  /** The ways that work for them today. */
  readonly reach: readonly ReminderChannel[];
  readonly remindedAt?: Date | undefined;
  readonly mutedUntil?: Date | undefined;
  /** Somebody asked to have them reminded, and that has not happened since. */
  readonly askedAt?: Date | undefined;
  /** Whether there is somebody to be told: a manager who is known, an address of IT. */
  readonly canEscalate: boolean;
  /** The date of which a reminder of theirs said that it is told further then. */
  readonly announcedFor?: Date | undefined;
  /** It was told further; once until everything is closed for as long as the interval between two reminders. */
  readonly escalatedAt?: Date | undefined;
}

export interface ReminderDecision {
  /** Ways on which the one reminder of all gaps goes out now; none: it does not. */
  readonly send: readonly ReminderChannel[];
  readonly escalate?: 'manager' | 'admin' | undefined;
  /** What the reminder has to say: when it is told further if it stays so. Only with `send`. */
  readonly announce?: Date | undefined;
  /** Later than now. Undefined: nothing is due until a fact changes. Nothing would be decided differently before. */
  readonly nextAt?: Date | undefined;
}
