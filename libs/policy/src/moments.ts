const HOUR_MS = 3_600_000;

/** The moment `hours` after `moment`. */
export const hoursAfter = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * HOUR_MS);

/** The moment `days` times 24 hours after `moment`. */
export const daysAfter = (moment: Date, days: number): Date => hoursAfter(moment, days * 24);

/** The earliest of the moments given; undefined ones are left out. */
export function earliest(moments: Iterable<Date | undefined>): Date | undefined {
  let first: Date | undefined;
  for (const moment of moments) if (moment && (!first || moment < first)) first = moment;
  return first;
}

/** The latest of the moments given; undefined ones are left out. */
export function latest(moments: Iterable<Date | undefined>): Date | undefined {
  let last: Date | undefined;
  for (const moment of moments) if (moment && (!last || moment > last)) last = moment;
  return last;
}
