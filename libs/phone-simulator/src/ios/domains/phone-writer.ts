import { constants } from 'node:fs';
import { mkdir, open, rename, rm, symlink, unlink, utimes, type FileHandle } from 'node:fs/promises';
import type { HostLayer } from './host-layer.js';

/** What was to be written has no place on the phone: a name that is none, or a link on the way. */
export class NoPlace extends Error {
  override readonly name = 'NoPlace';
}

/** Where a path of the phone lies: a directory of this workstation, and the names below it. */
export interface WritingPlace {
  readonly layer: HostLayer;
  readonly below: readonly string[];
}

/** Writes into a tree of the phone. No link is followed, so that nothing outside of the phone's directory is reached. */
export class PhoneWriter {
  constructor(private readonly place: (below: readonly string[]) => WritingPlace) {}

  /** Makes a folder, and those that it lies in; one that is there stays. */
  async makeFolder(below: readonly string[]): Promise<void> {
    const { layer, below: names } = this.place(below);
    await mkdir(layer.root, { recursive: true });
    for (let depth = 1; depth <= names.length; depth += 1) {
      const path = layer.path(names.slice(0, depth));
      if (path === undefined) throw new NoPlace(`no folder can be made at ${below.join('/')}`);
      await mkdir(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  }

  /** Opens a file for writing, its folders made where missing. `new`: whatever was there goes; `keep`: its bytes stay. */
  async open(below: readonly string[], how: 'new' | 'keep', mode = 0o644): Promise<FileHandle> {
    await this.makeFolder(below.slice(0, -1));
    const path = this.path(below);
    if (how === 'new') await unlink(path).catch(() => undefined);
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    return open(path, flags, mode & 0o777);
  }

  async link(below: readonly string[], target: string): Promise<void> {
    await this.makeFolder(below.slice(0, -1));
    const path = this.path(below);
    await unlink(path).catch(() => undefined);
    await symlink(target, path);
  }

  /** Seconds since 1970. */
  async setTime(below: readonly string[], seconds: number): Promise<void> {
    await utimes(this.path(below), seconds, seconds);
  }

  /** A file, or with `withAll` a folder and what is in it. */
  async remove(below: readonly string[], withAll: boolean): Promise<void> {
    if (below.length === 0) throw new NoPlace('the root stays');
    const path = this.path(below);
    await rm(path as unknown as string, { recursive: withAll });
  }

  async move(from: readonly string[], to: readonly string[]): Promise<void> {
    await this.makeFolder(to.slice(0, -1));
    await rename(this.path(from), this.path(to));
  }

  private path(below: readonly string[]): Buffer {
    const { layer, below: names } = this.place(below);
    const path = layer.path(names);
    if (path === undefined || names.length === 0)
      throw new NoPlace(`nothing can be written at ${below.join('/')}`);
    return path;
  }
}
