import { contentLine } from '../formats/content-line.js';
import { localTime, offsetAt } from './local-time.js';

const DAY = 86_400_000;
/** The years whose changes of the clock are written. */
const FROM = Date.UTC(1970, 0, 1);
const UNTIL = Date.UTC(2038, 0, 1);
/** No zone changed its clock twice within a week since 1970. */
const STEP = 7 * DAY;

interface Change {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * A VTIMEZONE (RFC 5545 §3.6.5) of a zone that this computer knows, from 1970 to 2037: each change of the clock by its
 * date, so that nothing is guessed about rules. RFC 5545 asks for one for each zone that an event names.
 */
export function timeZone(zone: string): string {
  const changes = changesOf(zone);
  const observances = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.before}/${change.after}`;
    observances.set(key, [...(observances.get(key) ?? []), change]);
  }
  const first = changes[0]?.before ?? offsetAt(FROM, zone);
  const parts = [observance('STANDARD', first, first, ['19700101T000000'])];
  for (const same of observances.values()) {
    const [{ before, after } = { before: 0, after: 0 }] = same;
    const starts = same.map(({ at }) => localTime(at + before * 1000, 'UTC'));
    parts.push(observance(after > before ? 'DAYLIGHT' : 'STANDARD', before, after, starts));
  }
  return [
    contentLine('BEGIN', 'VTIMEZONE'),
    contentLine('TZID', zone),
    ...parts,
    contentLine('END', 'VTIMEZONE'),
  ].join('');
}

function observance(kind: string, before: number, after: number, starts: readonly string[]): string {
  return [
    contentLine('BEGIN', kind),
    contentLine('DTSTART', starts[0] ?? '19700101T000000'),
    contentLine('TZOFFSETFROM', offset(before)),
    contentLine('TZOFFSETTO', offset(after)),
    // One a line and the first again: ical.js 2.2 takes only the first of a list and overlooks DTSTART beside RDATE.
    ...(starts.length > 1 ? starts : []).map((start) => contentLine('RDATE', start)),
    contentLine('END', kind),
  ].join('');
}

function changesOf(zone: string): readonly Change[] {
  const changes: Change[] = [];
  let before = offsetAt(FROM, zone);
  for (let at = FROM; at < UNTIL; at += STEP) {
    const after = offsetAt(at + STEP, zone);
    if (after === before) continue;
    let [low, high] = [at, at + STEP];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2 / 1_000) * 1_000;
      if (offsetAt(middle, zone) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, after });
    before = after;
  }
  return changes;
}

/** `+0530`, or `+053520` where it has seconds. */
function offset(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = size % 60;
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}${two(Math.floor(size / 60) % 60)}${rest === 0 ? '' : two(rest)}`;
}
