/**
 * Moments that are kept as dates: SQL that all rooms use which let go of times of day. A coarse moment lies in the first
 * second of its UTC day; where the order within a day matters its microseconds are its rank.
 */

/** The UTC day of a moment, as a moment. `column` is a column's name, never what a person wrote. */
export const dayOf = (column: string): string =>
  `(date_trunc('day', ${column} AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')`;

/** Whether a moment still tells a time of day. Immutable, so that a partial index can hold just those rows. */
export const tellsTime = (column: string): string => `(${column} AT TIME ZONE 'UTC')::time >= '00:00:01'`;

/** The column's day where it is old enough to lose its time, else as it is. `$2` is the moment before which times go. */
export const coarsened = (column: string): string =>
  `${column} = CASE WHEN ${column} < $2 THEN ${dayOf(column)} ELSE ${column} END`;

/** A row that has such a moment. */
export const isDue = (column: string): string => `(${column} < $2 AND ${tellsTime(column)})`;

/** What one statement of old rows works on: a company, the moment before which they are old, how many at most. */
export type OldRows = readonly [companyId: string, before: Date, limit: number];

/** Rows that an UPDATE or DELETE through TypeORM touched. */
export const touched = (answer: unknown): number => (answer as [unknown, number])[1];
