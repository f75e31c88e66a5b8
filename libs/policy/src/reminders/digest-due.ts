/** When a company wants its digest: hour of the day in its time zone; `weekday` 1 Monday … 7 Sunday. */
export interface DigestRules {
  readonly every: 'never' | 'day' | 'week';
  readonly weekday: number;
  readonly hour: number;
  /** IANA name. */
  readonly timeZone: string;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * The local day (YYYY-MM-DD) whose digest is due at `now`; undefined: none. The same all day from the hour on, so that one
 * that was missed at its hour still goes out, and whoever keeps the day sends one.
 */
export function digestDue(rules: DigestRules, now: Date): string | undefined {
  if (rules.every === 'never') return undefined;
  const parts = new Map(
    new Intl.DateTimeFormat('en-US', {
      timeZone: rules.timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  if (Number(part('hour')) < rules.hour) return undefined;
  if (rules.every === 'week' && WEEKDAYS.indexOf(part('weekday')) + 1 !== rules.weekday) return undefined;
  return `${part('year')}-${part('month')}-${part('day')}`;
}
