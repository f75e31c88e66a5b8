import { NOTHING, S_IFDIR, S_IFLNK, S_IFREG, type FileStat } from '@holdfast/phones/codecs';
import type { SyntheticEntry } from '../faults.js';

const S_IFSOCK = 0o140000;
const MODES = {
  file: S_IFREG | 0o660,
  directory: S_IFDIR | 0o770,
  symlink: S_IFLNK | 0o777,
  socket: S_IFSOCK | 0o660,
};

/** What the phone says of an entry that is on no disk. */
export function syntheticStat(entry: SyntheticEntry): FileStat {
  if (entry.errno !== undefined) return { ...NOTHING, error: entry.errno };
  const size = entry.size ?? BigInt(entry.content?.length ?? 0);
  return {
    ...NOTHING,
    mode: MODES[entry.kind ?? 'file'],
    nlink: 1,
    gid: 1015,
    size,
    mtime: entry.mtime ?? 1_750_000_000n,
  };
}
