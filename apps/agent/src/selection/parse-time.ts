import { usage } from '../faults/fault.js';

/** A time as a person names it. A day or a minute is a span; both ends belong to it. */
export interface NamedTime {
  readonly from: Date;
  readonly until: Date;
}

const CALENDAR =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:\d\d)?)?$/;
const AGE = /^(\d{1,6})(min|h|d|w)$/;
const MS: Record<string, number> = { min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * A date, a date and time, or an age. Without `Z` or an offset it is this workstation's own time, as times are shown.
 * @throws Fault `usage` for words and for what can be read in two ways
 */
export function parseTime(text: string, now: Date): NamedTime {
  const age = AGE.exec(text);
  if (age) {
    const moment = new Date(now.getTime() - Number(age[1]) * MS[age[2]!]!);
    return { from: moment, until: moment };
  }
  const parts = CALENDAR.exec(text);
  const named = parts && spanOf(parts);
  if (named) return named;
  throw usage(
    `"${text}" is not a time.`,
    'Write a date (2026-11-01), a date and time (2026-11-01T08:00; of this computer, unless Z or +02:00 follows), or an ' +
      'age (90min, 36h, 7d, 2w).',
  );
}

function spanOf(parts: RegExpExecArray): NamedTime | undefined {
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const fraction = parts[7];
  const milliseconds = Number((fraction ?? '').padEnd(3, '0'));
  if (hour! > 23 || minute! > 59 || second! > 59) return undefined;
  const calendar = new Date(Date.UTC(year!, month! - 1, day));
  // A day that no calendar has rolls over into the next month.
  if (calendar.toISOString().slice(0, 10) !== parts[0].slice(0, 10)) return undefined;
  if (parts[4] === undefined) {
    const next = new Date(year!, month! - 1, day! + 1).getTime();
    return { from: new Date(year!, month! - 1, day), until: new Date(next - 1) };
  }
  const zone = parts[8];
  const offset = zone === undefined ? 0 : offsetMs(zone);
  if (offset === undefined) return undefined;
  const from =
    zone === undefined
      ? new Date(year!, month! - 1, day, hour, minute, second, milliseconds).getTime()
      : Date.UTC(year!, month! - 1, day, hour, minute, second, milliseconds) - offset;
  const length = parts[6] === undefined ? 60_000 : fraction === undefined ? 1000 : 1;
  return { from: new Date(from), until: new Date(from + length - 1) };
}

function offsetMs(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
