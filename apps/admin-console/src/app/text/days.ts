const DAY_MS = 86_400_000;

/** A date without a time (`2026-11-21`) as the start of that day, UTC: what the api tells are UTC dates. */
export const startOfDay = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Whole days from `date` to today, both UTC, so that what happens now is of today wherever the reader is. */
const daysSince = (date: string, now: Date): number =>
  Math.floor(now.getTime() / DAY_MS) - Math.round(startOfDay(date).getTime() / DAY_MS);

/** "today", "yesterday", "3 days ago": how a date lies to today. Days are compared, never hours. */
export const relativeDay = (date: string, now: Date, locale?: string): string =>
  new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-daysSince(date, now), 'day');

/** How long something lasts already, without "ago": "41 days"; "today" on its first day. */
export function ageInDays(date: string, now: Date, locale?: string): string {
  const days = daysSince(date, now);
  if (days <= 0) return relativeDay(date, now, locale);
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
}

/** "22 Nov 2026". */
export const dayText = (date: string, locale?: string): string =>
  startOfDay(date).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });

/** "Sunday, 22 November 2026", for hover and screen readers. */
export const fullDayText = (date: string, locale?: string): string =>
  startOfDay(date).toLocaleDateString(locale, { dateStyle: 'full', timeZone: 'UTC' });
