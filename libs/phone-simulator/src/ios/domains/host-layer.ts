import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  type BigIntStats,
} from 'node:fs';
import { bytesOfName, nameFromBytes } from '../file-name.js';
import type { Layer, PhoneEntry, PhoneFile } from './phone-entry.js';

/**
 * A directory of this workstation as part of the phone. Nothing outside of it is ever reached: links are told as links, and
 * never followed, neither at the end of a path nor on its way.
 *
 * It is asked without threads: what a local disk answers at once cost a third of the phone's time to be fetched from one
 * (measured 2026-11-27, 2,000 photos).
 */
export class HostLayer implements Layer {
  private realRoot: string | undefined;

  /** `hides`: names in the root itself that are not part of this layer. */
  constructor(
    readonly root: string,
    private readonly hides: (name: string) => boolean = () => false,
  ) {}

  stat(below: readonly string[]): Promise<PhoneEntry | undefined> {
    const path = this.path(below);
    const found = path === undefined ? undefined : statOf(path);
    if (path === undefined || found === undefined) return NOTHING;
    const target = found.isSymbolicLink()
      ? orNone(() => readlinkSync(path, { encoding: 'buffer' }))
      : undefined;
    return Promise.resolve(entryOf(found, target));
  }

  names(below: readonly string[]): Promise<string[] | undefined> {
    const path = this.path(below);
    if (path === undefined || statOf(path)?.isDirectory() !== true) return NOTHING;
    const names = orNone(() => readdirSync(path, { encoding: 'buffer' }))
      ?.map(nameFromBytes)
      .sort();
    return Promise.resolve(below.length === 0 ? names?.filter((name) => !this.hides(name)) : names);
  }

  open(below: readonly string[]): Promise<PhoneFile | undefined> {
    const path = this.path(below);
    if (path === undefined) return NOTHING;
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = orNone(() => openSync(path, flags));
    if (file === undefined) return NOTHING;
    if (fstatSync(file).isFile()) return Promise.resolve(fileOf(file));
    closeSync(file);
    return NOTHING;
  }

  /** The path on this workstation, `undefined` where a link on the way would lead elsewhere. */
  path(below: readonly string[]): Buffer | undefined {
    if (this.hides(below[0] ?? '') || below.some((name) => !isName(name))) return undefined;
    this.realRoot ??= orNone(() => realpathSync.native(this.root));
    if (this.realRoot === undefined) return undefined;
    const root = Buffer.from(this.realRoot);
    const at = (names: readonly string[]): Buffer =>
      Buffer.concat([root, ...names.map((name) => Buffer.concat([SEPARATOR, bytesOfName(name)]))]);
    const parent = at(below.slice(0, -1));
    const real = orNone(() => realpathSync.native(parent, { encoding: 'buffer' }));
    return real?.equals(parent) === true ? at(below) : undefined;
  }
}

const NOTHING = Promise.resolve(undefined);
const SEPARATOR = Buffer.from('/');
const isName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('\0');

function orNone<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

const statOf = (path: Buffer): BigIntStats | undefined =>
  orNone(() => lstatSync(path, { bigint: true, throwIfNoEntry: false }));

function fileOf(file: number): PhoneFile {
  return {
    read: (into, position) => inPromise(() => readSync(file, into, 0, into.length, position)),
    close: () => inPromise(() => closeSync(file)),
  };
}

/** What it throws is the promise's to tell. */
const inPromise = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));

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
