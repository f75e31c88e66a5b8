import type { SyntheticEntry } from '../../faults.js';
import type { IosPhoneFaults } from '../faults.js';
import { bytesOfName, nameFromBytes } from '../file-name.js';
import { inventedFile } from './invented-file.js';
import { inventedEntry, memoryFile, type Layer, type PhoneEntry, type PhoneFile } from './phone-entry.js';

const MANY = ['DCIM', '200APPLE'];
const BIG_FOLDER = ['DCIM', '201APPLE'];
const BIG = 'BIG.MOV';
const ENDLESS = ['DCIM', 'endless'];
const MANY_NAME = /^IMG_(\d{8})\.JPG$/;
const DAY_NS = 1_750_000_000n * 1_000_000_000n;
/** Inode numbers that no file system of this workstation is likely to have in the same tree. */
const FIRST_INODE = 2 ** 40;

const startsWith = (below: readonly string[], start: readonly string[]): boolean =>
  start.every((name, depth) => below[depth] === name);
const folder = (depth: number): PhoneEntry => inventedEntry('directory', FIRST_INODE + depth, 64n, DAY_NS);

/** What the faults add to the media partition, on no disk: very many files, a very large one, folders without end. */
export class FaultLayer implements Layer {
  constructor(private readonly faults: IosPhoneFaults) {}

  stat(below: readonly string[]): Promise<PhoneEntry | undefined> {
    return Promise.resolve(this.find(below));
  }

  names(below: readonly string[]): Promise<Iterable<string> | undefined> {
    if (this.find(below)?.kind !== 'directory') return Promise.resolve(undefined);
    return Promise.resolve(this.list(below));
  }

  open(below: readonly string[]): Promise<PhoneFile | undefined> {
    const found = this.find(below);
    if (found?.kind !== 'file') return Promise.resolve(undefined);
    const name = below.at(-1) ?? '';
    const made = this.synthetic(below);
    if (made !== undefined) return Promise.resolve(memoryFile(made.content ?? new Uint8Array(0)));
    if (name === BIG && startsWith(below, BIG_FOLDER))
      return Promise.resolve(inventedFile(name, this.faults.bigFileBytes ?? 0));
    return Promise.resolve(memoryFile(Buffer.from(`${name} `.repeat(6).slice(0, 100))));
  }

  private *list(below: readonly string[]): Generator<string> {
    const { entries = 0, bigFileBytes, endless } = this.faults;
    const depth = below.length;
    if (startsWith(below, MANY) && depth === MANY.length) {
      for (let index = 0; index < entries; index += 1) yield `IMG_${String(index).padStart(8, '0')}.JPG`;
    } else if (startsWith(below, BIG_FOLDER) && depth === BIG_FOLDER.length) {
      yield BIG;
    } else if (startsWith(below, ENDLESS) && endless === true) {
      yield 'again';
    } else if (depth < 2) {
      const roots = [
        ...(entries > 0 ? [MANY] : []),
        ...(bigFileBytes === undefined ? [] : [BIG_FOLDER]),
        ...(endless === true ? [ENDLESS] : []),
      ];
      const names = roots.filter((root) => startsWith(root, below)).map((root) => root[depth] ?? '');
      yield* new Set(names);
    }
    for (const made of this.faults.synthetic?.(textOf(below)) ?? []) yield nameFromBytes(made.name);
  }

  private find(below: readonly string[]): PhoneEntry | undefined {
    const { entries = 0, bigFileBytes, endless } = this.faults;
    const name = below.at(-1) ?? '';
    if (below.length === 0) return folder(0);
    if (below.length === MANY.length + 1 && startsWith(below, MANY)) {
      const index = Number(MANY_NAME.exec(name)?.[1] ?? -1);
      if (index < 0 || index >= entries) return undefined;
      return inventedEntry('file', FIRST_INODE + 1000 + index, 100n, DAY_NS + BigInt(index) * 1_000_000_000n);
    }
    if (below.length === BIG_FOLDER.length + 1 && startsWith(below, BIG_FOLDER)) {
      if (name !== BIG || bigFileBytes === undefined) return undefined;
      return inventedEntry('file', FIRST_INODE + 500, BigInt(bigFileBytes), DAY_NS);
    }
    const made = this.synthetic(below);
    if (made !== undefined) return syntheticEntry(made);
    if (endless === true && startsWith(below, ENDLESS))
      return below.slice(ENDLESS.length).every((one) => one === 'again') ? folder(below.length) : undefined;
    const isThere =
      (entries > 0 && startsWith(MANY, below)) ||
      (bigFileBytes !== undefined && startsWith(BIG_FOLDER, below)) ||
      (endless === true && startsWith(ENDLESS, below));
    return isThere ? folder(below.length) : undefined;
  }

  private synthetic(below: readonly string[]): SyntheticEntry | undefined {
    const wanted = bytesOfName(below.at(-1) ?? '');
    for (const made of this.faults.synthetic?.(textOf(below.slice(0, -1))) ?? [])
      if (wanted.equals(made.name)) return made;
    return undefined;
  }
}

function textOf(below: readonly string[]): string {
  return bytesOfName(below.join('/')).toString('latin1');
}

function syntheticEntry(made: SyntheticEntry): PhoneEntry | undefined {
  if (made.errno !== undefined) return undefined;
  const size = made.size ?? BigInt(made.content?.length ?? 0);
  const mtimeNs = (made.mtime ?? 1_750_000_000n) * 1_000_000_000n;
  const target = made.kind === 'symlink' ? nameFromBytes(made.content ?? new Uint8Array(0)) : undefined;
  return inventedEntry(made.kind ?? 'file', FIRST_INODE + 100, size, mtimeNs, target);
}
