import { constants, type BigIntStats } from 'node:fs';
import { lstat, opendir, readlink, stat } from 'node:fs/promises';
import { SourceError } from '@holdfast/contracts';
import type { Found, Lister, Path } from '../walk/lister.js';
import { localPath, pathOnDisk } from './local-path.js';
import { folderFault } from './folder-fault.js';

const FILE_TYPE = BigInt(constants.S_IFMT);

/** Lists a directory tree of this workstation, names byte for byte, without following links. */
export class FolderLister implements Lister {
  constructor(private readonly root: string) {}

  async *list(folder: Path): AsyncGenerator<Found> {
    try {
      // Streamed: a folder with a million names is never held as a list.
      const directory = await opendir(pathOnDisk(this.root, folder), {
        encoding: 'buffer' as BufferEncoding,
      });
      for await (const child of directory) {
        const name = child.name as unknown as Buffer;
        yield await this.found([...folder, name], name);
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

  private async found(path: Path, name: Buffer): Promise<Found> {
    try {
      const stats = await lstat(pathOnDisk(this.root, path), { bigint: true });
      const { size, mtimeNs } = stats;
      const ref = `${stats.dev.toString(36)}.${stats.ino.toString(36)}`;
      const mode = Number(stats.mode);
      return { name, kind: kindOf(stats), size, mtimeNs, mode, ref, localPath: localPath(this.root, path) };
    } catch (error) {
      const fault = await this.explained(error);
      if (!(fault instanceof SourceError) || fault.causeClass === 'unplugged') throw fault;
      return { name, kind: { leftOut: fault.causeClass }, size: 0n, mtimeNs: 0n, mode: 0, ref: '' };
    }
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
