import type { Entry } from '@holdfast/contracts';
import { S_IFMT, S_IFREG, type FileStat } from '../codecs/sync-record.js';

const I64 = 2n ** 63n - 1n;
/** As a snapshot holds it: a phone may tell times that no calendar has. */
const clamp = (value: bigint): bigint => (value > I64 ? I64 : value < -I64 ? -I64 : value);

/** Which file it is, where the phone tells: `dev.ino`. */
export const refOf = ({ dev, ino }: FileStat): string => `${dev.toString(36)}.${ino.toString(36)}`;

/** The entry of a file as its stat tells it now; `undefined` where nothing is another, or it is no file any more. */
export function asItIsNow(entry: Entry, stat: FileStat): Entry | undefined {
  if (stat.error !== 0 || (stat.mode & S_IFMT) !== S_IFREG) return undefined;
  const [size, mtimeNs, ref] = [clamp(stat.size), clamp(stat.mtime * 1_000_000_000n), refOf(stat)];
  const isSame = size === clamp(entry.size) && mtimeNs === clamp(entry.mtimeNs) && ref === entry.ref;
  return isSame ? undefined : { ...entry, size, mtimeNs, ref };
}
