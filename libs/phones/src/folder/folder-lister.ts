import { isUtf8 } from 'node:buffer';
import { constants, lstatSync, type BigIntStats } from 'node:fs';
import { opendir, readlink, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { SourceError } from '@holdfast/contracts/sources';
import type { Found, Lister, Path } from '../walk/lister.js';
import { pathOnDisk } from './local-path.js';
import { folderFault } from './folder-fault.js';

const FILE_TYPE = BigInt(constants.S_IFMT);
/** Names that one reading of a folder brings; between two readings a stop is heard. */
const NAMES_AT_ONCE = 128;

/** Lists a directory tree of this workstation, names byte for byte, without following links. */
export class FolderLister implements Lister {
  constructor(private readonly root: string) {}

  async *list(folder: Path): AsyncGenerator<Found> {
    try {
      // Streamed: a folder with a million names is never held as a list.
      const place = pathOnDisk(this.root, folder);
      const directory = await opendir(place, {
        encoding: 'buffer' as BufferEncoding,
        bufferSize: NAMES_AT_ONCE,
      });
      const above = Buffer.concat([place, Buffer.from(sep)]);
      for await (const child of directory) {
        const name = child.name as unknown as Buffer;
        let found: Found;
        try {
          found = this.found(Buffer.concat([above, name]), name);
        } catch (error) {
          found = await this.leftOut(name, error);
        }
        yield found;
      }
    } catch (error) {
      throw await this.explained(error);
    }
  }

  async readLink(link: Path): Promise<Uint8Array | undefined> {
    return readlink(pathOnDisk(this.root, link), { encoding: 'buffer' }).catch(() => undefined);
  }

  /** The fault of one path, or `unplugged` when the whole root has gone. */
  async explained(error: unknown): Promise<unknown> {
    if (error instanceof SourceError) return error;
    const root = await stat(this.root).catch(() => undefined);
    return root?.isDirectory() === true ? folderFault(error) : goneRoot(error);
  }

  /** Asked in place: a call through the thread pool takes ten times as long as the answer (measured 2026-11-25). */
  private found(path: Buffer, name: Buffer): Found {
    const stats = lstatSync(path, { bigint: true });
    const { size, mtimeNs } = stats;
    const ref = `${stats.dev.toString(36)}.${stats.ino.toString(36)}`;
    // A name that is not UTF-8 is only to be had by `open`.
    const localPath = isUtf8(path) ? path.toString('utf8') : undefined;
    return { name, kind: kindOf(stats), size, mtimeNs, mode: Number(stats.mode), ref, localPath };
  }

  /** A name that cannot be looked at. @throws where the whole root has gone */
  private async leftOut(name: Buffer, error: unknown): Promise<Found> {
    const fault = await this.explained(error);
    if (!(fault instanceof SourceError) || fault.causeClass === 'unplugged') throw fault;
    return { name, kind: { leftOut: fault.causeClass }, size: 0n, mtimeNs: 0n, mode: 0, ref: '' };
  }
}

/** The root is no more: an unplugged card, an unmounted phone. */
export function goneRoot(cause: unknown): SourceError {
  return new SourceError(
    'unplugged',
    'The folder is not there any more: the card or phone was unplugged or unmounted. What was read still holds.',
    { cause },
  );
}

function kindOf(stats: BigIntStats): Found['kind'] {
  switch (Number(stats.mode & FILE_TYPE)) {
    case constants.S_IFREG:
      return 'file';
    case constants.S_IFDIR:
      return 'directory';
    case constants.S_IFLNK:
      return 'symlink';
    default:
      return { leftOut: 'unreadable' };
  }
}
