import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, readdir, readlink, realpath } from 'node:fs/promises';
import { bytesOfName, nameFromBytes } from '../file-name.js';
import type { Layer, PhoneEntry, PhoneFile } from './phone-entry.js';

/**
 * A directory of this workstation as part of the phone. Nothing outside of it is ever reached: links are told as links, and
 * never followed, neither at the end of a path nor on its way.
 */
export class HostLayer implements Layer {
  private realRoot: string | undefined;

  /** `hides`: names in the root itself that are not part of this layer. */
  constructor(
    readonly root: string,
    private readonly hides: (name: string) => boolean = () => false,
  ) {}

  async stat(below: readonly string[]): Promise<PhoneEntry | undefined> {
    const path = await this.path(below);
    if (path === undefined) return undefined;
    const found = await lstat(path, { bigint: true }).catch(() => undefined);
    if (found === undefined) return undefined;
    const target = found.isSymbolicLink() ? await readlink(path, { encoding: 'buffer' }) : undefined;
    return entryOf(found, target);
  }

  async names(below: readonly string[]): Promise<string[] | undefined> {
    const path = await this.path(below);
    if (path === undefined) return undefined;
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() !== true) return undefined;
    const names = (await readdir(path, { encoding: 'buffer' })).map(nameFromBytes).sort();
    return below.length === 0 ? names.filter((name) => !this.hides(name)) : names;
  }

  async open(below: readonly string[]): Promise<PhoneFile | undefined> {
    const path = await this.path(below);
    if (path === undefined) return undefined;
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(path, flags).catch(() => undefined);
    if (handle === undefined) return undefined;
    if (!(await handle.stat()).isFile()) {
      await handle.close();
      return undefined;
    }
    return {
      read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
      close: () => handle.close(),
    };
  }

  /** The path on this workstation, `undefined` where a link on the way would lead elsewhere. */
  async path(below: readonly string[]): Promise<Buffer | undefined> {
    if (this.hides(below[0] ?? '') || below.some((name) => !isName(name))) return undefined;
    this.realRoot ??= await realpath(this.root).catch(() => undefined);
    if (this.realRoot === undefined) return undefined;
    const root = Buffer.from(this.realRoot);
    const at = (names: readonly string[]): Buffer =>
      Buffer.concat([root, ...names.map((name) => Buffer.concat([SEPARATOR, bytesOfName(name)]))]);
    const parent = at(below.slice(0, -1));
    const real = await realpath(parent, { encoding: 'buffer' }).catch(() => undefined);
    return real?.equals(parent) === true ? at(below) : undefined;
  }
}

const SEPARATOR = Buffer.from('/');
const isName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('\0');

function entryOf(found: BigIntStats, target: Buffer | undefined): PhoneEntry {
  const kind = found.isDirectory()
    ? 'directory'
    : found.isFile()
      ? 'file'
      : target === undefined
        ? 'socket'
        : 'symlink';
  const entry = {
    kind,
    size: found.size,
    mtimeNs: found.mtimeNs,
    // A copy is younger than its content: no phone says that a file began after it was last changed.
    birthtimeNs: found.birthtimeNs < found.mtimeNs ? found.birthtimeNs : found.mtimeNs,
    mode: Number(found.mode),
    inode: Number(found.ino),
  } as const;
  return target === undefined ? entry : { ...entry, linkTarget: nameFromBytes(target) };
}
