/**
 * How long what is kept, in days (product rule 8). One table for the jobs, for the record of processing, and for what
 * employees are told.
 */
export const TERMS = {
  /** Times of day of check-ins, runs, snapshots, gaps and reminders: for support. After that, dates. */
  timesOfDay: 14,
  finishedCommands: 14,
  /** After they were made: they wait for seven days at most. */
  answeredJoinRequests: 30,
  /** Two years and a month: a report compares a month with the same month of the year before the last. */
  endedRuns: 761,
  closedGaps: 761,
  /** Of exemptions, from the day on which they were over. */
  endedExemptions: 761,
  /** Of what was true at a month's end: three years of evidence, and a month. */
  closedMonths: 1126,
  sentReminders: 396,
  /** Queue of e-mail, after a message was sent or given up. */
  sentMails: 14,
  raisedAlerts: 90,
  /** With what they said, so that a receiver that was down can catch up. */
  webhookDeliveries: 30,
} as const;
