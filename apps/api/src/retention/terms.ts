/**
 * How long what is kept, in days (product rule 8). One table for the jobs, for the record of processing, and for what
 * employees are told.
 */
export const TERMS = {
  /** Times of day of check-ins, runs, snapshots, gaps and reminders: for support. After that, dates. */
  timesOfDay: 14,
  finishedCommands: 14,
  /** Two years and a month: a report compares a month with the same month of the year before the last. */
  endedRuns: 761,
  closedGaps: 761,
  sentReminders: 396,
} as const;
