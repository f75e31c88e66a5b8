import type { WindowRule } from '../policy-rules.js';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MINUTES = 1440;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

interface LocalMinute {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** 0 … 1439 after local midnight. */
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function localMinute(moment: Date, timeZone: string): LocalMinute {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  );
  return {
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

function covers(window: WindowRule, at: LocalMinute): boolean {
  const onDay = window.days.includes(at.weekday);
  if (window.fromMinute < window.toMinute) {
    return onDay && at.minute >= window.fromMinute && at.minute < window.toMinute;
  }
  const dayBefore = at.weekday === 1 ? 7 : at.weekday - 1;
  return (
    (onDay && at.minute >= window.fromMinute) ||
    (window.days.includes(dayBefore) && at.minute < window.toMinute)
  );
}

const open = (windows: readonly WindowRule[], at: LocalMinute) =>
  windows.length === 0 || windows.some((window) => covers(window, at));

/** Whether backups may begin at `moment`; no windows: always. `timeZone` is an IANA name. */
export const isWindowOpen = (windows: readonly WindowRule[], moment: Date, timeZone: string): boolean =>
  open(windows, localMinute(moment, timeZone));

/**
 * The first moment at or after `from` at which a window is open; undefined when none opens within eight days.
 * Walks quarters of an hour, because no time zone changes its offset within one: right on the days on which
 * clocks change, at 770 steps at most.
 */
export function nextWindowOpening(
  windows: readonly WindowRule[],
  from: Date,
  timeZone: string,
): Date | undefined {
  if (isWindowOpen(windows, from, timeZone)) return from;
  const end = from.getTime() + 8 * DAY_MINUTES * MINUTE_MS;
  const firstMinute = Math.ceil((from.getTime() + 1) / MINUTE_MS) * MINUTE_MS;
  for (let at = firstMinute; at < end;) {
    const quarterEnd = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS;
    const local = localMinute(new Date(at), timeZone);
    for (let step = 0; at + step * MINUTE_MS < quarterEnd; step++) {
      if (open(windows, { weekday: local.weekday, minute: local.minute + step })) {
        return new Date(at + step * MINUTE_MS);
      }
    }
    at = quarterEnd;
  }
  return undefined;
}
