/** Unit, its length in seconds, and from how many of it on it is used: "41 days" tells more than "1 month". */
const STEPS: readonly [unit: 'year' | 'month' | 'day' | 'hour' | 'minute', length: number, least: number][] =
  [
    ['year', 365 * 86_400, 2],
    ['month', 30 * 86_400, 3],
    ['day', 86_400, 1],
    ['hour', 3_600, 1],
    ['minute', 60, 1],
  ];

/** "3 days ago", "in 2 hours", "just now": how a moment lies to `now`, in the largest unit that fits. */
export function relativeMoment(moment: Date, now: Date, locale?: string): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  for (const [unit, length, least] of STEPS) {
    if (Math.abs(seconds) >= length * least) return format.format(Math.trunc(seconds / length), unit);
  }
  return $localize`just now`;
}

/** The exact moment in the reader's zone, for hover and screen readers. */
export const exactMoment = (moment: Date, locale?: string): string =>
  moment.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });
