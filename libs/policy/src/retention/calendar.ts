const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The calendar periods in which a moment lies, each as a text that is equal within the period and nowhere else. */
export interface CalendarPeriods {
  readonly day: string;
  /** ISO 8601: weeks begin on Monday, and the first one of a year holds its first Thursday. */
  readonly week: string;
  readonly month: string;
  readonly year: string;
}

/** @param timeZone an IANA name or `UTC`; years 1 to 9999 */
export function calendarPeriods(moment: Date, timeZone: string): CalendarPeriods {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => Number(parts.get(part)));
  const midnight = Date.UTC(year!, month! - 1, day);
  const monthText = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  return {
    day: `${monthText}-${String(day).padStart(2, '0')}`,
    week: weekOf(midnight),
    month: monthText,
    year: String(year),
  };
}

function weekOf(midnight: number): string {
  const fromMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  const thursday = new Date(midnight + (3 - fromMonday) * DAY_MS);
  const firstOfYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = 1 + Math.floor((thursday.getTime() - firstOfYear) / (7 * DAY_MS));
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
