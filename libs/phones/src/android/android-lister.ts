import { SourceError } from '@holdfast/contracts/sources';
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type FileStat } from '../codecs/sync-record.js';
import { isDots } from '../walk/entry-name.js';
import type { Found, Lister, Path } from '../walk/lister.js';
import type { PhoneTransport } from './phone-transport.js';
import { refOf } from './as-it-is-now.js';
import { phonePath } from './phone-path.js';
import { isRecordsFolder } from '../records/record-names.js';
import { runShell, shellQuote } from './shell.js';
import { causeOfErrno } from './sync/sync-failure.js';
import type { SessionPool } from './sync/session-pool.js';

/** Links resolved through the shell in one scan: shared storage has none, so many of them are an attack on our time. */
const MOST_LINKS = 1_000;

/** Lists a phone's shared storage through sync sessions. */
export class AndroidLister implements Lister {
  private links = 0;

  constructor(
    private readonly transport: PhoneTransport,
    private readonly pool: SessionPool,
  ) {}

  async *list(folder: Path): AsyncGenerator<Found> {
    const session = await this.pool.take();
    let listed = 0;
    const dots = new Set<string>();
    try {
      for await (const { name, stat } of session.list(phonePath(folder))) {
        listed += 1;
        const text = name === undefined ? '' : Buffer.from(name).toString('latin1');
        // Every folder that could be opened lists `.` and `..` once; any further one is a hostile name.
        if (isDots(name) && !dots.has(text)) dots.add(text);
        // Its place in the snapshot is taken: told as a name that cannot be kept.
        else if (folder.length === 0 && name !== undefined && isRecordsFolder(name))
          yield { ...foundOf(name, stat), name: undefined };
        else yield foundOf(name, stat);
      }
    } finally {
      this.pool.giveBack(session);
    }
    if (listed === 0) await this.explainEmptiness(folder);
  }

  async readLink(link: Path): Promise<Uint8Array | undefined> {
    this.links += 1;
    if (this.links > MOST_LINKS) return undefined;
    const command = Buffer.concat([Buffer.from('readlink -n '), shellQuote(phonePath(link))]);
    const { stdout, exitCode } = await runShell(this.transport, command);
    return exitCode === 0 && stdout.length > 0 && stdout.length <= 4096 ? stdout : undefined;
  }

  /** The sync service lists a folder that it may not open as an empty one without even `.`: ask the shell which it is. */
  private async explainEmptiness(folder: Path): Promise<void> {
    const command = Buffer.concat([Buffer.from('ls -A '), shellQuote(phonePath(folder))]);
    const { stdout, stderr, exitCode } = await runShell(this.transport, command);
    if (exitCode === 0) return;
    const words = Buffer.concat([stderr, stdout]).toString('latin1');
    if (/permission denied/i.test(words))
      throw new SourceError('permission-denied', 'The phone keeps this folder closed.');
    if (/no such file/i.test(words))
      throw new SourceError('vanished', 'This folder is not on the phone any more.');
    if (exitCode !== null) throw new SourceError('unreadable', 'The phone cannot list this folder.');
  }
}

function foundOf(name: Uint8Array | undefined, stat: FileStat): Found {
  const { size, mtime, mode } = stat;
  return { name, kind: kindOf(stat), size, mtimeNs: mtime * 1_000_000_000n, mode, ref: refOf(stat) };
}

function kindOf(stat: FileStat): Found['kind'] {
  if (stat.error !== 0) return { leftOut: causeOfErrno(stat.error) };
  switch (stat.mode & S_IFMT) {
    case S_IFREG:
      return 'file';
    case S_IFDIR:
      return 'directory';
    case S_IFLNK:
      return 'symlink';
    default:
      return { leftOut: 'unreadable' };
  }
}
