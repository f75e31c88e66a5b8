import { unreadable } from './provider-fault.js';

/**
 * The ids in what `content query --projection _id` printed: numbers only, so nothing is unclear. Throws `SourceError`
 * `unreadable` for anything else, an id told twice included.
 */
export function idsIn(answer: string): readonly string[] {
  const ids: string[] = [];
  const pattern = /Row: (\d{1,10}) _id=(-?\d{1,19})\n/gy;
  for (const match of answer.matchAll(pattern)) {
    if (Number(match[1]) !== ids.length) throw unreadable();
    ids.push(match[2] ?? '');
  }
  const length = ids.reduce((sum, id, at) => sum + `Row: ${at} _id=${id}\n`.length, 0);
  if (length !== answer.length || new Set(ids).size !== ids.length) throw unreadable();
  return ids;
}

/** By number, lowest first: the order of records, whatever the phone's. */
export function ascending(left: string, right: string): number {
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
