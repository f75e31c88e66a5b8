import type { SnapshotEntry } from '@holdfast/storage';
import { usage } from '../faults/fault.js';
import { parseCategories } from '../standalone/parse-categories.js';
import { parseTime } from './parse-time.js';

/** What `find` can ask of an entry besides its path. */
export interface FilterFlags {
  readonly newerThan?: string;
  readonly olderThan?: string;
  readonly kind?: string;
  readonly categories?: string;
}

const KINDS: readonly string[] = ['file', 'directory', 'symlink'] satisfies SnapshotEntry['kind'][];

/** Whether an entry is as the flags say. A time is one's beginning, so that newer and older leave nothing between. @throws Fault `usage` */
export function entryFilter(flags: FilterFlags, now: Date): (entry: SnapshotEntry) => boolean {
  const { kind } = flags;
  if (kind !== undefined && !KINDS.includes(kind))
    throw usage(`"${kind}" is not a kind of entry.`, 'Kinds are file, directory and symlink.');
  const nanoseconds = (text: string): bigint => BigInt(parseTime(text, now).from.getTime()) * 1_000_000n;
  const from = flags.newerThan === undefined ? undefined : nanoseconds(flags.newerThan);
  const before = flags.olderThan === undefined ? undefined : nanoseconds(flags.olderThan);
  if (from !== undefined && before !== undefined && from >= before)
    throw usage('Nothing is newer than one and older than the other of these times.');
  const categories: readonly string[] | undefined =
    flags.categories === undefined ? undefined : parseCategories(flags.categories);
  return (entry) =>
    (kind === undefined || entry.kind === kind) &&
    (from === undefined || entry.mtimeNs >= from) &&
    (before === undefined || entry.mtimeNs < before) &&
    (categories === undefined || categories.includes(entry.category));
}
