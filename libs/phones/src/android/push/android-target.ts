import { createHash } from 'node:crypto';
import { SourceError } from '@holdfast/contracts/sources';
import { S_IFDIR, S_IFMT, S_IFREG } from '../../codecs/sync-record.js';
import type { PhoneTarget, Standing } from '../../phone-target.js';
import type { Path } from '../../walk/lister.js';
import { phonePath } from '../phone-path.js';
import type { PhoneTransport } from '../phone-transport.js';
import { runShell, shellQuote, type ShellResult } from '../shell.js';
import { SessionPool } from '../sync/session-pool.js';
import { freeBytesIn } from './free-bytes.js';

/** A phone's clock has whole seconds, unsigned, on the way there. */
const NEWEST = 0xffff_ffffn;
/** Android 11 and later; before it, what every version took. */
const SCANS = [
  'content call --uri content://media --method scan_volume --arg external_primary',
  'am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d file:///sdcard/',
];

/** Puts files on an Android phone through its sync service, and asks it to show them. */
export class AndroidTarget implements PhoneTarget {
  private readonly pool: SessionPool;

  constructor(private readonly transport: PhoneTransport) {
    this.pool = new SessionPool(transport);
  }

  async look(path: Path): Promise<Standing | undefined> {
    const session = await this.pool.take();
    try {
      const stat = await session.stat(phonePath(path));
      if (stat.mode === 0 || stat.error !== 0) return undefined;
      if ((stat.mode & S_IFMT) === S_IFDIR) return { kind: 'folder' };
      if ((stat.mode & S_IFMT) !== S_IFREG) return { kind: 'other' };
      return { kind: 'file', size: stat.size, mtimeNs: stat.mtime * 1_000_000_000n };
    } finally {
      this.pool.giveBack(session);
    }
  }

  /** To a name of its own first, always the same for a path, so that a cable pulled half-way leaves at most that behind. */
  async put(path: Path, mtimeNs: bigint, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const target = phonePath(path);
    const mark = createHash('sha256').update(target).digest('hex').slice(0, 16);
    const part = phonePath([...path.slice(0, -1), Buffer.from(`.holdfast-${mark}.part`)]);
    const seconds = mtimeNs / 1_000_000_000n;
    const time = seconds < 0n ? 0n : seconds > NEWEST ? NEWEST : seconds;
    const session = await this.pool.take();
    try {
      await session.push(part, Number(time), bytes);
    } catch (error) {
      await this.shell('rm -f', part).catch(() => undefined);
      throw error;
    } finally {
      this.pool.giveBack(session);
    }
    const moved = await this.shell('mv -f', part, target);
    if (moved.exitCode === 0 || (moved.exitCode === null && moved.stdout.length === 0)) return;
    await this.shell('rm -f', part);
    throw new SourceError('unreadable', `The phone did not take the name. (phone: ${wordsOf(moved)})`);
  }

  async freeBytes(): Promise<bigint | undefined> {
    const { stdout } = await runShell(this.transport, Buffer.from('df -k /data'));
    return freeBytesIn(stdout.toString('latin1'));
  }

  async showInGallery(): Promise<boolean> {
    for (const command of SCANS) {
      const result = await runShell(this.transport, Buffer.from(command));
      const words = Buffer.concat([result.stdout, result.stderr]).toString('latin1');
      const isTaken = /^(?:Result: |Broadcast)/m.test(words) && !/Exception|Error/.test(words);
      if ((result.exitCode ?? 0) === 0 && isTaken) return true;
    }
    return false;
  }

  close(): void {
    this.pool.close();
  }

  private shell(command: string, ...paths: Buffer[]): Promise<ShellResult> {
    const words = paths.flatMap((path) => [Buffer.from(' '), shellQuote(path)]);
    return runShell(this.transport, Buffer.concat([Buffer.from(command), ...words]));
  }
}

function wordsOf({ stdout, stderr }: ShellResult): string {
  const words = Buffer.concat([stderr, stdout]).toString('latin1');
  return words
    .slice(0, 200)
    .replace(/[^\x20-\x7e]/g, '?')
    .trim();
}
