import { join, resolve, sep } from 'node:path';
import { StorageError } from '../storage-error.js';
import { checkObjectName } from './check-object.js';
import type { FolderFiles } from './folder-files.js';

/** Where bytes lie until they are whole; not a name of the format, so it is never listed. */
const INCOMING = '.incoming';

/**
 * Paths of one folder location: an object lies at `root/<its name>`. The folder may be another person's disk or a share,
 * so nothing below the root is reached through a link: bytes would be read or written somewhere else.
 */
export class FolderLayout {
  readonly root: string;
  readonly incoming: string;
  private wasThere = false;

  constructor(
    dir: string,
    readonly files: FolderFiles,
  ) {
    this.root = resolve(dir);
    this.incoming = join(this.root, INCOMING);
  }

  /** Path of an object or folder below the root. */
  path(name: string): string {
    return join(this.root, ...name.split('/'));
  }

  /** Path of an object, once every folder above it is known to be one. @throws StorageError `location-refused` */
  async objectPath(name: string): Promise<string> {
    checkObjectName(name);
    const parts = name.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1)
      await this.isFolder(parts.slice(0, depth).join('/'));
    return this.path(name);
  }

  /** Whether a folder of the layout is there. @throws StorageError `location-refused` where something else is */
  async isFolder(name: string): Promise<boolean> {
    const found = await this.files.look(this.path(name));
    if (found && found.kind !== 'folder') throw inTheWay(this.path(name));
    return found !== undefined;
  }

  /** Makes the root the first time only: a disk that was unplugged must not come back as a folder of this computer. */
  async makeFolders(folder: string): Promise<void> {
    await this.checkRoot();
    await this.isFolder(INCOMING);
    await this.files.mkdir(this.incoming);
    await this.files.mkdir(folder);
    this.wasThere = true;
  }

  /** @throws StorageError `location-unreachable` where the root was there before and is gone */
  async checkRoot(): Promise<void> {
    const there = (await this.files.look(`${this.root}${sep}.`)) !== undefined; // `/.`: the root itself may be a link
    if (there) this.wasThere = true;
    else if (this.wasThere) {
      throw new StorageError(
        'location-unreachable',
        `${this.root} is gone. Nothing was lost. Check that the disk is connected, then run again.`,
        { retryHelps: true },
      );
    }
  }
}

/** Something that is not the file or folder of a repository lies where one belongs. */
export const inTheWay = (path: string): StorageError =>
  new StorageError(
    'location-refused',
    `${path} is a link or something else that does not belong into a repository. It was not followed or changed. Remove it, or choose another folder.`,
  );
