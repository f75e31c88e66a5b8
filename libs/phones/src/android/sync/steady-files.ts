import type { Entry } from '@holdfast/contracts';
import { S_IFMT, S_IFREG, type FileStat } from '../../codecs/sync-record.js';
import { changedWhileRead, noFileAnyMore } from './sync-failure.js';

const I64 = 2n ** 63n - 1n;
const clamp = (value: bigint): bigint => (value > I64 ? I64 : value < -I64 ? -I64 : value);

/** Which file it is, where the phone tells: `dev.ino`. */
export const refOf = ({ dev, ino }: FileStat): string => `${dev.toString(36)}.${ino.toString(36)}`;

/**
 * Tells whether a file stood still while it was read: by its stat after reading and the one before, which is the scan's, or
 * that after an earlier reading. What changed between scan and reading is so read twice, which is rare; asking once more
 * before each file would cost all of them a round trip.
 */
export class SteadyFiles {
  /** Of files that were not as the scan saw them. */
  private readonly lastSeen = new Map<string, string>();

  /** @throws SourceError `changed-while-read`, or `vanished` when it is no file any more */
  check(entry: Entry, after: FileStat): void {
    if ((after.mode & S_IFMT) !== S_IFREG) throw noFileAnyMore();
    const key = entry.path.map((name) => Buffer.from(name).toString('latin1')).join('/');
    const before = this.lastSeen.get(key) ?? look(entry.size, entry.mtimeNs, entry.ref);
    const now = look(after.size, after.mtime * 1_000_000_000n, refOf(after));
    this.lastSeen.delete(key);
    if (now === before) return;
    this.lastSeen.set(key, now);
    throw changedWhileRead();
  }
}

const look = (size: bigint, mtimeNs: bigint, ref: string): string =>
  `${clamp(size)} ${clamp(mtimeNs)} ${ref}`;
