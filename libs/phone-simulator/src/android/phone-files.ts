import { constants, type BigIntStats } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  opendir,
  readlink,
  realpath,
  stat,
  unlink,
  utimes,
  type FileHandle,
} from 'node:fs/promises';
import { NOTHING, S_IFDIR, S_IFLNK, type FileStat } from '@holdfast/phones/codecs';
import type { FaultStats, PhoneFaults, SyntheticEntry } from '../faults.js';
import { PhoneErrno } from './phone-errno.js';
import { CLOSED_FOLDERS, placeOf, SYSTEM_FOLDERS, SYSTEM_LINKS, systemLink } from './phone-path.js';
import { syntheticStat } from './synthetic.js';

/** One name in a listed folder; one character is one byte. */
export interface PhoneName {
  readonly name: string;
  readonly stat: FileStat;
}

/** Bytes of a file on the phone. */
export interface PhoneBytes {
  read(buffer: Buffer): Promise<number>;
  close(): Promise<void>;
}

const GROWTH = Buffer.alloc(64 * 1024, 'grown ');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

/**
 * The phone's files: a directory of this workstation as /sdcard, a few folders of the system's own, and the faults
 * laid over them. Nothing outside the directory is ever reached: links that lead out of it lead nowhere.
 */
export class PhoneFiles {
  private realRoot: Buffer | undefined;

  constructor(
    private readonly root: string,
    private readonly faults: PhoneFaults,
    private readonly stats: FaultStats,
  ) {}

  /** What is at a path. Throws `PhoneErrno`. */
  async stat(path: string, follow: boolean): Promise<FileStat> {
    const place = placeOf(path);
    if (!follow && systemLink(path) !== undefined)
      return { ...NOTHING, mode: S_IFLNK | 0o777, nlink: 1, size: 21n };
    if (place.kind === 'system') return this.systemStat(place.path);
    const made = this.synthetic(place.below);
    if (made !== undefined) return syntheticStat(made);
    this.refuse(place.below);
    const host = await this.hostPath(place.below, follow);
    const found = await (follow ? stat : lstat)(host, { bigint: true }).catch((error: unknown) => {
      throw PhoneErrno.from(error);
    });
    return this.told(place.below.join('/'), found);
  }

  /** The names in a folder, `.` and `..` first. Throws `PhoneErrno` when it cannot be opened. */
  async *list(path: string): AsyncGenerator<PhoneName> {
    const place = placeOf(path);
    this.stats.foldersListed += 1;
    if (place.kind === 'system') return yield* this.systemList(place.path);
    const folder = place.below.join('/');
    const made = this.synthetic(place.below);
    if (made !== undefined && made.kind !== 'directory') throw new PhoneErrno('ENOTDIR');
    this.refuse(place.below);
    const self = made === undefined ? await this.stat(path, true) : syntheticStat(made);
    if ((self.mode & S_IFDIR) === 0) throw new PhoneErrno('ENOTDIR');
    yield { name: '.', stat: self };
    yield { name: '..', stat: self };
    if (made === undefined) {
      const host = await this.hostPath(place.below, true);
      const directory = await opendir(host, { encoding: 'buffer' as BufferEncoding, bufferSize: 256 });
      for await (const child of directory) {
        const name = (child.name as unknown as Buffer).toString('latin1');
        const below = folder === '' ? name : `${folder}/${name}`;
        const found = await lstat(Buffer.concat([host, bytesOf(`/${name}`)]), { bigint: true }).catch(
          () => undefined,
        );
        if (found !== undefined) yield { name, stat: this.told(below, found) };
      }
    }
    for (const entry of this.faults.synthetic?.(folder) ?? []) {
      yield { name: Buffer.from(entry.name).toString('latin1'), stat: syntheticStat(entry) };
    }
  }

  async readLink(path: string): Promise<string> {
    const system = systemLink(path);
    if (system !== undefined) return system;
    const place = placeOf(path);
    if (place.kind === 'system') throw new PhoneErrno('EINVAL');
    const made = this.synthetic(place.below);
    if (made?.kind === 'symlink') return Buffer.from(made.content ?? []).toString('latin1');
    const target = await readlink(await this.hostPath(place.below, false), { encoding: 'buffer' }).catch(
      (error: unknown) => {
        throw PhoneErrno.from(error);
      },
    );
    return target.toString('latin1');
  }

  /** Opens a file for reading. Throws `PhoneErrno`. */
  async open(path: string): Promise<PhoneBytes> {
    const place = placeOf(path);
    if (place.kind === 'system')
      throw new PhoneErrno((await this.systemStat(place.path)).mode === 0 ? 'ENOENT' : 'EISDIR');
    const made = this.synthetic(place.below);
    if (made !== undefined) return fromMemory(made.content ?? new Uint8Array(0));
    this.refuse(place.below);
    const below = place.below.join('/');
    const handle = await this.hostOpen(await this.hostPath(place.below, true));
    this.stats.filesRead += 1;
    let growing = this.faults.growing?.includes(below) === true;
    return {
      read: async (buffer) => {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length);
        if (growing) {
          growing = false;
          await this.grow(place.below);
        }
        return bytesRead;
      },
      close: () => handle.close(),
    };
  }

  /** A new file, its folders made where missing, as adbd does for a push. Throws `PhoneErrno`. */
  async create(path: string, mode: number): Promise<FileHandle> {
    const place = placeOf(path);
    if (place.kind === 'system') throw new PhoneErrno('EROFS');
    this.refuse(place.below);
    const parents = place.below.slice(0, -1);
    for (let depth = 1; depth <= parents.length; depth += 1) {
      await mkdir(await this.hostPath(parents.slice(0, depth), false)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw PhoneErrno.from(error);
        },
      );
    }
    const host = await this.hostPath(place.below, false);
    await unlink(host).catch(() => undefined);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    return open(host, flags, mode & 0o777).catch((error: unknown) => {
      throw PhoneErrno.from(error);
    });
  }

  async setTime(path: string, seconds: number): Promise<void> {
    const place = placeOf(path);
    if (place.kind === 'storage') await utimes(await this.hostPath(place.below, false), seconds, seconds);
  }

  async makeFolder(path: string): Promise<void> {
    const place = placeOf(path);
    if (place.kind === 'system') throw new PhoneErrno('EROFS');
    await mkdir(await this.hostPath(place.below, false)).catch((error: unknown) => {
      throw PhoneErrno.from(error);
    });
  }

  /** Whether reading the path is scripted to go wrong on the wire. */
  wireFault(path: string): 'garbage' | 'silent' | undefined {
    const place = placeOf(path);
    if (place.kind === 'system') return undefined;
    const below = place.below.join('/');
    if (this.faults.garbage?.includes(below) === true) return 'garbage';
    return this.faults.silent?.includes(below) === true ? 'silent' : undefined;
  }

  /** The path on this workstation; what lies on the way must stay below the root. */
  private async hostPath(below: readonly string[], follow: boolean): Promise<Buffer> {
    try {
      this.realRoot ??= await realpath(this.root, { encoding: 'buffer' });
      if (below.length === 0) return this.realRoot;
      const whole = Buffer.concat([this.realRoot, bytesOf(`/${below.join('/')}`)]);
      const parent = Buffer.concat([
        this.realRoot,
        bytesOf(
          below
            .slice(0, -1)
            .map((name) => `/${name}`)
            .join(''),
        ),
      ]);
      const real = await realpath(follow ? whole : parent, { encoding: 'buffer' });
      const root = this.realRoot;
      const inside =
        real.equals(root) || real.subarray(0, root.length + 1).equals(Buffer.concat([root, bytesOf('/')]));
      if (!inside) throw new PhoneErrno('ENOENT');
      return follow ? real : Buffer.concat([real, bytesOf(`/${below.at(-1) ?? ''}`)]);
    } catch (error) {
      throw PhoneErrno.from(error);
    }
  }

  private async hostOpen(host: Buffer): Promise<FileHandle> {
    const handle = await open(host, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
      (error: unknown) => {
        throw PhoneErrno.from(error);
      },
    );
    if (!(await handle.stat()).isDirectory()) return handle;
    await handle.close();
    throw new PhoneErrno('EISDIR');
  }

  private refuse(below: readonly string[]): void {
    const path = below.join('/');
    const within = (folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
    if (this.faults.denied?.some(within) === true) {
      this.stats.denied += 1;
      throw new PhoneErrno('EACCES');
    }
    if (this.faults.vanish?.some(within) === true) {
      this.stats.vanished += 1;
      throw new PhoneErrno('ENOENT');
    }
  }

  private async grow(below: readonly string[]): Promise<void> {
    const handle = await open(await this.hostPath(below, true), 'a');
    await handle.write(GROWTH).finally(() => handle.close());
  }

  private told(below: string, found: BigIntStats): FileStat {
    return {
      error: 0,
      dev: found.dev,
      ino: found.ino,
      mode: Number(found.mode),
      nlink: Number(found.nlink),
      uid: 0,
      gid: 1015,
      size: this.faults.sizes?.[below] ?? found.size,
      atime: found.atimeNs / 1_000_000_000n,
      mtime: secondsOf(found.mtimeNs),
      ctime: found.ctimeNs / 1_000_000_000n,
    };
  }

  private synthetic(below: readonly string[]): SyntheticEntry | undefined {
    const name = below.at(-1);
    if (this.faults.synthetic === undefined || name === undefined) return undefined;
    for (const entry of this.faults.synthetic(below.slice(0, -1).join('/')) ?? []) {
      if (Buffer.from(entry.name).toString('latin1') === name) return entry;
    }
    return undefined;
  }

  private systemStat(path: string): FileStat {
    if (SYSTEM_FOLDERS[path] === undefined) throw new PhoneErrno('ENOENT');
    return { ...NOTHING, mode: S_IFDIR | 0o755, nlink: 2, size: 4096n };
  }

  private async *systemList(path: string): AsyncGenerator<PhoneName> {
    const names = SYSTEM_FOLDERS[path];
    if (names === undefined) throw new PhoneErrno('ENOENT');
    if (CLOSED_FOLDERS.includes(path)) throw new PhoneErrno('EACCES');
    const self = this.systemStat(path);
    yield { name: '.', stat: self };
    yield { name: '..', stat: self };
    for (const name of names) {
      const below = path === '/' ? `/${name}` : `${path}/${name}`;
      yield { name, stat: await this.stat(below, SYSTEM_LINKS[below] === undefined) };
    }
  }
}

function fromMemory(content: Uint8Array): PhoneBytes {
  let at = 0;
  return {
    read: (buffer) => {
      const piece = content.subarray(at, at + buffer.length);
      buffer.set(piece);
      at += piece.length;
      return Promise.resolve(piece.length);
    },
    close: () => Promise.resolve(),
  };
}

/** Whole seconds, rounded down also before 1970. */
function secondsOf(ns: bigint): bigint {
  const seconds = ns / 1_000_000_000n;
  return ns < 0n && seconds * 1_000_000_000n !== ns ? seconds - 1n : seconds;
}
