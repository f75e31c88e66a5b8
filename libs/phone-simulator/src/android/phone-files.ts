import { readSync, type BigIntStats } from 'node:fs';
import { lstat, opendir, stat, type FileHandle } from 'node:fs/promises';
import { NOTHING, S_IFDIR, S_IFLNK, type FileStat } from '@holdfast/phones/codecs';
import type { FaultStats, PhoneFaults, SyntheticEntry } from '../faults.js';
import { HostFolder } from './host-folder.js';
import { entryOfMany, manyEntries, MANY_FOLDER } from './many-entries.js';
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
  private readonly host: HostFolder;

  constructor(
    root: string,
    private readonly faults: PhoneFaults,
    private readonly stats: FaultStats,
  ) {
    this.host = new HostFolder(root);
  }

  /** What is at a path. Throws `PhoneErrno`. */
  async stat(path: string, follow: boolean): Promise<FileStat> {
    const place = placeOf(path);
    if (!follow && systemLink(path) !== undefined)
      return { ...NOTHING, mode: S_IFLNK | 0o777, nlink: 1, size: 21n };
    if (place.kind === 'system') return this.systemStat(place.path);
    const made = this.synthetic(place.below);
    if (made !== undefined) return syntheticStat(made);
    this.refuse(place.below);
    const host = await this.host.path(place.below, follow);
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
      const host = await this.host.path(place.below, true);
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
    for (const entry of this.madeIn(folder)) {
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
    return this.host.readLink(place.below);
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
    const handle = await this.host.open(place.below);
    this.stats.filesRead += 1;
    let meanwhile = this.meanwhile(place.below);
    return {
      read: async (buffer) => {
        // Not by a thread of the pool: handing it over costs as much as a copy of 64 KiB.
        const bytesRead = readSync(handle.fd, buffer);
        await meanwhile?.();
        if (this.faults.growingForever?.includes(below) !== true) meanwhile = undefined;
        return bytesRead;
      },
      close: () => handle.close(),
    };
  }

  /** A new file, its folders made where missing, as adbd does for a push. Throws `PhoneErrno`. */
  create(path: string, mode: number): Promise<FileHandle> {
    return this.host.create(this.writable(path), mode);
  }

  /** Whether so many more bytes may be pushed. */
  fits(bytes: number): boolean {
    this.stats.bytesPushed += bytes;
    return this.stats.bytesPushed <= (this.faults.fullAfterBytes ?? Infinity);
  }

  async setTime(path: string, seconds: number): Promise<void> {
    const place = placeOf(path);
    if (place.kind === 'storage') await this.host.setTime(place.below, seconds);
  }

  async makeFolder(path: string): Promise<void> {
    await this.host.makeFolder(this.writable(path));
  }

  async remove(path: string, withAll: boolean): Promise<void> {
    await this.host.remove(this.writable(path), withAll);
  }

  async move(from: string, to: string): Promise<void> {
    await this.host.move(this.writable(from), this.writable(to));
  }

  /** Whether reading the path is scripted to go wrong on the wire. */
  wireFault(path: string): 'garbage' | 'silent' | undefined {
    const place = placeOf(path);
    if (place.kind === 'system') return undefined;
    const below = place.below.join('/');
    if (this.faults.garbage?.includes(below) === true) return 'garbage';
    return this.faults.silent?.includes(below) === true ? 'silent' : undefined;
  }

  /** Where a path below the storage may be written. Throws `PhoneErrno`. */
  private writable(path: string): readonly string[] {
    const place = placeOf(path);
    if (place.kind === 'system') throw new PhoneErrno('EROFS');
    this.refuse(place.below);
    const below = place.below.join('/');
    if (this.faults.deniedPush?.some((folder) => below === folder || below.startsWith(`${folder}/`)) === true)
      throw new PhoneErrno('EACCES');
    return place.below;
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

  /** What happens to a file while it is read, after each piece. */
  private meanwhile(below: readonly string[]): (() => Promise<void>) | undefined {
    const path = below.join('/');
    const { growing, growingForever, touched } = this.faults;
    if (growing?.includes(path) === true || growingForever?.includes(path) === true)
      return () => this.host.change(below, GROWTH, 'append');
    if (touched?.includes(path) === true)
      return () => this.host.change(below, Buffer.from(`${process.hrtime.bigint()}`.slice(-8)), 'replace');
    return undefined;
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

  private *madeIn(folder: string): Generator<SyntheticEntry> {
    yield* this.faults.synthetic?.(folder) ?? [];
    const { entries } = this.faults;
    if (entries === undefined) return;
    const [top, many] = MANY_FOLDER.split('/') as [string, string];
    if (folder === MANY_FOLDER) yield* manyEntries(entries);
    else if (folder === '') yield { name: bytesOf(top), kind: 'directory' };
    else if (folder === top) yield { name: bytesOf(many), kind: 'directory' };
  }

  private synthetic(below: readonly string[]): SyntheticEntry | undefined {
    const name = below.at(-1);
    if (name === undefined) return undefined;
    const folder = below.slice(0, -1).join('/');
    if (folder === MANY_FOLDER && this.faults.entries !== undefined)
      return entryOfMany(this.faults.entries, name);
    if (this.faults.synthetic === undefined && this.faults.entries === undefined) return undefined;
    for (const entry of this.madeIn(folder)) {
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
