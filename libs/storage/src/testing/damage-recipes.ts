import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../format/object-name.js';
import type { Damage } from '../repository/repository.js';
import type { GoldenParts } from './golden-parts.js';

/** What `verify` has to say of one object. */
export interface Expected {
  readonly objectName: string;
  readonly what: Damage['what'];
  /** Whose files it hurts: those in lost packs, whole snapshots, or nothing. */
  readonly hurts: 'files' | 'snapshots' | 'nothing';
}

/** One way in which a location goes wrong. `spoil` does it to a copy of the golden repository and says what that is. */
export interface DamageRecipe {
  readonly name: string;
  spoil(stored: string, golden: GoldenParts): Expected[];
  /** What no name promises, so that nothing brings it back or has to: it is only removed. */
  readonly stray?: true;
}

/**
 * Damaged repositories of bytes that never change: each recipe is one small, fixed act on the committed golden
 * repository, whose objects it finds by what they hold.
 */
export const DAMAGE_RECIPES: readonly DamageRecipe[] = [
  of('a missing pack', 'data', remove, 'missing', 'files'),
  of('a missing pack of trees', 'tree', remove, 'missing', 'files'),
  of('a missing shard', 'index', remove, 'missing', 'nothing'),
  of('a missing segment', 'segment', remove, 'missing', 'snapshots'),
  of('a bit of a chunk flipped', 'data', change(flipAt(44 + 5)), 'altered', 'files'),
  of('a bit of a list of chunks flipped', 'data', change(flipAt(-24 - 16 - 9)), 'altered', 'files'),
  of('a bit of a trailer flipped', 'data', change(flipAt(-3)), 'altered', 'files'),
  of('a bit of a salt flipped', 'tree', change(flipAt(20)), 'altered', 'files'),
  of('a bit of a shard flipped', 'index', change(flipAt(100)), 'altered', 'nothing'),
  of(
    'a pack of trees cut off',
    'tree',
    change((bytes) => bytes.subarray(0, bytes.length >> 1)),
    'altered',
    'files',
  ),
  of(
    'a snapshot cut off',
    'snapshot',
    change((bytes) => bytes.subarray(0, 60)),
    'altered',
    'snapshots',
  ),
  of(
    'a segment that lost its last name',
    'segment',
    change((bytes) => bytes.subarray(0, -33)),
    'altered',
    'snapshots',
  ),
  of(
    'an empty pack',
    'data',
    change(() => Buffer.alloc(0)),
    'altered',
    'files',
  ),
  of(
    'an empty snapshot',
    'snapshot',
    change(() => Buffer.alloc(0)),
    'altered',
    'snapshots',
  ),
  of('a segment made to name foreign objects', 'segment', change(foreignNames), 'altered', 'snapshots'),
  of('a pack of another repository in its place', 'data', change(ofAnother), 'altered', 'files'),
  {
    name: 'two packs that have changed places',
    spoil: (stored, { files }) => {
      const [one, other] = [files.data, files.otherData];
      const [first, second] = [one, other].map((name) => readFileSync(join(stored, name)));
      writeFileSync(join(stored, one), second!);
      writeFileSync(join(stored, other), first!);
      return [one, other].map((objectName) => ({ objectName, what: 'altered', hurts: 'files' }));
    },
  },
  stray('a pack under a wrong name', 'altered', (bytes) => ({ bytes, sha256: '0'.repeat(64) })),
  stray('a pack of another repository beside ours', 'unreadable', (bytes) => named(ofAnother(bytes))),
  stray('a pack with two chunks in another order', 'unreadable', (bytes, { alike }) =>
    named(swapped(bytes, alike)),
  ),
];

function of(
  name: string,
  kind: keyof GoldenParts['files'],
  act: (file: string) => void,
  what: Damage['what'],
  hurts: Expected['hurts'],
): DamageRecipe {
  return {
    name,
    spoil: (stored, { files }) => {
      act(join(stored, files[kind]));
      return [{ objectName: files[kind], what, hurts }];
    },
  };
}

function stray(
  name: string,
  what: Damage['what'],
  make: (bytes: Buffer, golden: GoldenParts) => { bytes: Buffer; sha256: string },
): DamageRecipe {
  return {
    name,
    stray: true,
    spoil: (stored, golden) => {
      const { bytes, sha256 } = make(readFileSync(join(stored, golden.files.data)), golden);
      writeFileSync(join(stored, 'data', sha256), bytes);
      return [{ objectName: `data/${sha256}`, what, hurts: 'nothing' }];
    },
  };
}

function remove(file: string): void {
  rmSync(file);
}

function change(act: (bytes: Buffer) => Buffer): (file: string) => void {
  return (file) => writeFileSync(file, act(readFileSync(file)));
}

function flipAt(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes[at < 0 ? bytes.length + at : at]! ^= 0x10;
    return bytes;
  };
}

/** Sealed as ours are, under keys that are not ours: with another salt no key of this repository fits. */
function ofAnother(bytes: Buffer): Buffer {
  return flipAt(30)(Buffer.from(bytes));
}

function foreignNames(bytes: Buffer): Buffer {
  for (let at = 12; at < bytes.length; at += 33) bytes.fill(0xab, at + 1, at + 33);
  return bytes;
}

/** What somebody with the bucket, and no key, can do to two chunks of one length. */
function swapped(bytes: Buffer, [one, other]: GoldenParts['alike']): Buffer {
  const changed = Buffer.from(bytes);
  bytes.copy(changed, one.offset, other.offset, other.offset + other.length);
  bytes.copy(changed, other.offset, one.offset, one.offset + one.length);
  return changed;
}

const named = (bytes: Buffer): { bytes: Buffer; sha256: string } => ({ bytes, sha256: sha256Hex(bytes) });

/** Every object that a copy lacks beside the golden repository, or has beside it. */
export function differences(stored: string, golden: string): string[] {
  const names = (root: string): Set<string> =>
    new Set(
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    );
  const [here, there] = [names(stored), names(golden)];
  return [
    ...[...here].filter((name) => !there.has(name)),
    ...[...there].filter((name) => !here.has(name)),
  ].sort();
}
