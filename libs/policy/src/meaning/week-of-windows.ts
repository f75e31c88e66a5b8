import type { WindowRule } from '../policy-rules.js';

const DAY = 1440;
const WEEK = 7 * DAY;

export interface WeekOfWindows {
  /** The longest time without a break in which backups may begin. Minutes; a whole week where they always may. */
  readonly longestOpen: number;
  /** The longest time in which none may. Minutes; a whole week where they never may. */
  readonly longestClosed: number;
}

/**
 * What windows are in a week that repeats, on a clock that nobody changes. A window that ends at the minute at which it
 * begins is a whole day; one that ends before it began ends on the next day.
 */
export function weekOfWindows(windows: readonly WindowRule[]): WeekOfWindows {
  if (windows.length === 0) return { longestOpen: WEEK, longestClosed: 0 };
  const spans = windows.flatMap(({ days, fromMinute, toMinute }) =>
    days.map((day) => {
      const from = (day - 1) * DAY + fromMinute;
      return {
        from,
        to: from + (toMinute > fromMinute ? toMinute - fromMinute : DAY - fromMinute + toMinute),
      };
    }),
  );
  // With the week before and the week after, so that what crosses an end of the week is seen whole.
  const ordered = [-WEEK, 0, WEEK]
    .flatMap((week) => spans.map(({ from, to }) => ({ from: from + week, to: to + week })))
    .sort((one, other) => one.from - other.from);
  let longestOpen = 0;
  let longestClosed = 0;
  let open: { from: number; to: number } | undefined;
  for (const span of ordered) {
    if (open === undefined) open = { ...span };
    else if (span.from <= open.to) open.to = Math.max(open.to, span.to);
    else {
      // The first day of the week before lacks what began on the day before it.
      if (span.from >= 0) longestClosed = Math.max(longestClosed, span.from - open.to);
      longestOpen = Math.max(longestOpen, open.to - open.from);
      open = { ...span };
    }
  }
  if (open) longestOpen = Math.max(longestOpen, open.to - open.from);
  return { longestOpen: Math.min(longestOpen, WEEK), longestClosed };
}
