import { constants } from 'node:fs';
import {
  mkdir,
  open,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  unlink,
  utimes,
  type FileHandle,
} from 'node:fs/promises';
import { PhoneErrno } from './phone-errno.js';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

async function asPhone<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw PhoneErrno.from(error);
  }
}

/**
 * The directory of this workstation that is a phone's storage. Paths are segments below it, one character a byte. Nothing
 * outside of it is ever reached: links that lead out of it lead nowhere. Throws `PhoneErrno`.
 */
export class HostFolder {
  private realRoot: Buffer | undefined;

  constructor(private readonly root: string) {}

  /** The path on this workstation; what lies on the way must stay below the root. */
  async path(below: readonly string[], follow: boolean): Promise<Buffer> {
    try {
      this.realRoot ??= await realpath(this.root, { encoding: 'buffer' });
      const root = this.realRoot;
      if (below.length === 0) return root;
      const at = (names: readonly string[]): Buffer =>
        Buffer.concat([root, bytesOf(names.map((name) => `/${name}`).join(''))]);
      const real = await realpath(at(follow ? below : below.slice(0, -1)), { encoding: 'buffer' });
      const inside =
        real.equals(root) || real.subarray(0, root.length + 1).equals(Buffer.concat([root, bytesOf('/')]));
      if (!inside) throw new PhoneErrno('ENOENT');
      return follow ? real : Buffer.concat([real, bytesOf(`/${below.at(-1) ?? ''}`)]);
    } catch (error) {
      throw PhoneErrno.from(error);
    }
  }

  /** Opens a file for reading; a folder is refused. */
  async open(below: readonly string[]): Promise<FileHandle> {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await asPhone(open(await this.path(below, true), flags));
    if (!(await handle.stat()).isDirectory()) return handle;
    await handle.close();
    throw new PhoneErrno('EISDIR');
  }

  /** A new file in the place of whatever was there, its folders made where missing, as adbd does for a push. */
  async create(below: readonly string[], mode: number): Promise<FileHandle> {
    const parents = below.slice(0, -1);
    for (let depth = 1; depth <= parents.length; depth += 1) {
      await this.makeFolder(parents.slice(0, depth)).catch((error: PhoneErrno) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
    const host = await this.path(below, false);
    await unlink(host).catch(() => undefined);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    return asPhone(open(host, flags, mode & 0o777));
  }

  async makeFolder(below: readonly string[]): Promise<void> {
    await asPhone(mkdir(await this.path(below, false)));
  }

  async setTime(below: readonly string[], seconds: number): Promise<void> {
    await utimes(await this.path(below, false), seconds, seconds);
  }

  async readLink(below: readonly string[]): Promise<string> {
    const target = await asPhone(readlink(await this.path(below, false), { encoding: 'buffer' }));
    return target.toString('latin1');
  }

  /** A file, or with `withAll` a folder and what is in it. */
  async remove(below: readonly string[], withAll: boolean): Promise<void> {
    const host = await this.path(below, false);
    if (!withAll) return asPhone(unlink(host));
    await asPhone(rm(host as unknown as string, { recursive: true })).catch(() => asPhone(rmdir(host)));
  }

  async move(from: readonly string[], to: readonly string[]): Promise<void> {
    await asPhone(rename(await this.path(from, false), await this.path(to, false)));
  }

  /** Changes a file under its reader: appended to, or its first bytes replaced, with a new time. */
  async change(below: readonly string[], bytes: Uint8Array, how: 'append' | 'replace'): Promise<void> {
    const handle = await open(await this.path(below, true), how === 'append' ? 'a' : 'r+');
    try {
      await handle.write(bytes, 0, bytes.length, how === 'append' ? null : 0);
    } finally {
      await handle.close();
    }
  }
}
