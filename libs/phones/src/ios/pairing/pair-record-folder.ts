import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '@holdfast/contracts/sources';
import { writeXmlPlist } from '../../codecs/plist/write-xml-plist.js';
import { isUdid } from '../udid.js';
import { LONGEST_RECORD, pairRecordOf, type PairRecord } from './pair-record.js';

/**
 * The pair records of this OS user, one file a phone, in a folder that nobody else may open (0700, files 0600).
 *
 * They are not given to usbmuxd, which would hand them to every user of this computer. The price: other programs that use
 * this iPhone pair for themselves.
 */
export class PairRecordFolder {
  constructor(private readonly folder: string) {}

  /** `undefined` where there is none, or one that cannot be used. Throws `SourceError` `internal` where the folder cannot be read. */
  async read(udid: string): Promise<PairRecord | undefined> {
    const file = this.fileOf(udid);
    try {
      const found = await lstat(file);
      if (!found.isFile() || found.size > LONGEST_RECORD) return undefined;
      return pairRecordOf(await readFile(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw this.trouble(error);
    }
  }

  /** The old one stays until the new one is whole. Throws `SourceError` `internal`. */
  async write(udid: string, record: PairRecord): Promise<void> {
    const file = this.fileOf(udid);
    const draft = `${file}.${randomUUID()}.new`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await chmod(this.folder, 0o700);
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(writeXmlPlist(record.whole));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    } catch (error) {
      throw this.trouble(error);
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  private fileOf(udid: string): string {
    if (!isUdid(udid)) throw new RangeError('no UDID');
    return join(this.folder, `${udid}.plist`);
  }

  private trouble(cause: unknown): SourceError {
    return new SourceError(
      'internal',
      `The pair records of this user in ${this.folder} cannot be used. See that this user owns the folder and that the disk has room, and try again.`,
      { cause },
    );
  }
}
