import type { WindowRule } from '../policy-rules.js';

const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Backups that were cut off one after the other, and how far the last one had come. */
export interface CutOffBackups {
  readonly remainingBytes: number;
  /** As measured by the last one. */
  readonly bytesPerSecond: number;
  /** Newest first. */
  readonly tries: readonly { readonly startedAt: Date; readonly endedAt: Date }[];
}

/**
 * Whether what remains does not fit into the time that there is, at the rate that was measured: by the share of time in which
 * the phone was there for the last tries, and by the policy's windows. Then no patience helps, and the next try ends as the
 * last one did before the newest backup is too old.
 */
export function windowTooShort(
  { windows, maxAgeHours }: { readonly windows: readonly WindowRule[]; readonly maxAgeHours: number },
  { remainingBytes, bytesPerSecond, tries }: CutOffBackups,
): boolean {
  if (bytesPerSecond <= 0 || remainingBytes <= 0) return false;
  const neededHours = remainingBytes / bytesPerSecond / 3600;
  const share = Math.min(shareThere(tries), shareOpen(windows));
  return neededHours > share * maxAgeHours;
}

/** Share of time in which the phone was there, from the first of the tries to the end of the last. */
function shareThere(tries: CutOffBackups['tries']): number {
  const [newest, oldest] = [tries[0], tries.at(-1)];
  // Of one try nobody knows how often there is another.
  if (!newest || !oldest || tries.length < 2) return 1;
  const hours = (from: Date, to: Date) => Math.max(to.getTime() - from.getTime(), 0) / HOUR_MS;
  const there = tries.reduce((sum, { startedAt, endedAt }) => sum + hours(startedAt, endedAt), 0);
  return Math.min(1, there / Math.max(hours(oldest.startedAt, newest.endedAt), there, 1 / 60));
}

/** Share of a week in which one of the windows is open; none: always. */
function shareOpen(windows: readonly WindowRule[]): number {
  if (windows.length === 0) return 1;
  const spans = windows.flatMap(({ days, fromMinute, toMinute }) => {
    const length = toMinute > fromMinute ? toMinute - fromMinute : DAY_MINUTES - fromMinute + toMinute;
    return days.flatMap((day) => {
      const from = (day - 1) * DAY_MINUTES + fromMinute;
      const to = from + length;
      // What crosses the end of the week goes on at its beginning.
      return to <= WEEK_MINUTES
        ? [[from, to]]
        : [
            [from, WEEK_MINUTES],
            [0, to - WEEK_MINUTES],
          ];
    });
  }) as [number, number][];
  let open = 0;
  let upTo = 0;
  for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
    open += Math.max(0, to - Math.max(from, upTo));
    upTo = Math.max(upTo, to);
  }
  return open / WEEK_MINUTES;
}
