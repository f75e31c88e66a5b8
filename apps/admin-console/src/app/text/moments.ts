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

/** How long something lasts already, without "ago": "41 days", "3 hours", "less than a minute". */
export function age(since: Date, now: Date, locale?: string): string {
  const seconds = Math.max(0, (now.getTime() - since.getTime()) / 1000);
  for (const [unit, length, least] of STEPS) {
    if (seconds >= length * least) {
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
      return format.format(Math.floor(seconds / length));
    }
  }
  return $localize`less than a minute`;
}

/** The exact moment in the reader's zone, for hover and screen readers. */
export const exactMoment = (moment: Date, locale?: string): string =>
  moment.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });

/** "21 Nov", with the year when it is not this one. */
export function shortDate(moment: Date, now: Date, locale?: string): string {
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return moment.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...year });
}

/** A date without a time (`2026-11-21`) read as that calendar day here, not as midnight UTC. */
export function calendarDay(date: string): Date {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** "today", "yesterday", "3 days ago": how a calendar day lies to today. Days are compared, never hours. */
export function relativeDay(date: string, now: Date, locale?: string): string {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const days = Math.round((calendarDay(date).getTime() - today.getTime()) / 86_400_000);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}
