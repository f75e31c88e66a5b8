import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWrap, wrapIsAuthentic } from '../crypto/wrap-object.js';
import { decodeRoster } from '../crypto/roster-object.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { decodeShard } from '../index/index-shard.js';
import { folderLocation } from '../index.js';
import { decodeMark } from '../marks/mark-object.js';
import { compress, decompress } from '../packs/compression.js';
import { PackReader } from '../packs/pack-reader.js';
import { unlockLocation } from '../repository/open-repository.js';
import { openSnapshot } from '../snapshots/snapshot-object.js';
import { decodeRoot, encodeRoot } from '../snapshots/snapshot-root.js';
import { StorageError } from '../storage-error.js';
import { GOLDEN_FORMATS, GoldenRepository } from '../testing/golden-repository.js';
import { ByteReader } from './byte-reader.js';
import { FORMAT } from './object-header.js';
import { readContent } from '../tree/file-content.js';
import { encodeIdList, NODE_CHUNK, NO_IDS } from '../tree/id-list.js';
import { decodeNode, encodeEntry } from '../tree/tree-entry.js';
import { decodeSegment } from './segment-object.js';
import { repositoryIdOf } from './config-object.js';

const golden = new GoldenRepository(`format-${FORMAT}`);
let keys: RepositoryKeys;

/** By the first segment of a name: reads all that the object holds, or throws. Answers false for what is refused mildly. */
const READERS: Record<string, (bytes: Buffer, name: string) => unknown> = {
  config: (bytes) => repositoryIdOf(bytes) !== undefined,
  roster: (bytes, name) => decodeRoster(keys, bytes, name) !== undefined,
  keys: (bytes, name) => wrapIsAuthentic(parseWrap(bytes, name), keys.recipientsKey),
  data: (bytes, name) => new PackReader('data', keys, bytes, name).checkAll(),
  tree: (bytes, name) => new PackReader('tree', keys, bytes, name).checkAll(),
  index: (bytes, name) => decodeShard(keys, bytes, name),
  segment: (bytes, name) => decodeSegment(bytes, name),
  snapshot: (bytes, name) => openSnapshot(keys, bytes, name),
  mark: (bytes, name) => decodeMark(keys, bytes, name),
};

/** One small object of each kind. */
const objects: { kind: string; name: string; bytes: Buffer }[] = [];

beforeAll(async () => {
  expect(GOLDEN_FORMATS).toContain(`format-${FORMAT}`);
  ({ keys } = await unlockLocation(folderLocation(golden.stored), golden.unlocks[0]!));
  const names = readdirSync(golden.stored, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(golden.stored.length + 1));
  for (const kind of Object.keys(READERS)) {
    const all = names.filter((name) => (name.includes('/roster/') ? 'roster' : name.split('/')[0]) === kind);
    const read = all.map((name) => ({ kind, name, bytes: readFileSync(join(golden.stored, name)) }));
    objects.push(read.sort((a, b) => a.bytes.length - b.bytes.length)[0]!);
  }
});

/** Undefined when it went well, the code otherwise; anything without a code is a bug. */
function codeOf(work: () => unknown): string | undefined {
  try {
    return work() === false ? 'object-altered' : undefined;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return error.code;
  }
}

const spoiled = fc.oneof(
  fc.record({ cut: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) }),
  fc.record({ flip: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), bit: fc.nat(7) }),
  fc.record({ more: fc.uint8Array({ minLength: 1, maxLength: 50 }) }),
);

function spoil(bytes: Buffer, how: { cut?: number; flip?: number; bit?: number; more?: Uint8Array }): Buffer {
  if (how.cut !== undefined) return bytes.subarray(0, Math.floor(how.cut * bytes.length));
  if (how.more !== undefined) return Buffer.concat([bytes, how.more]);
  const changed = Buffer.from(bytes);
  changed[Math.floor(how.flip! * bytes.length)]! ^= 1 << how.bit!;
  return changed;
}

describe('an object of every kind', () => {
  it('is read as it is', () => {
    for (const { kind, name, bytes } of objects)
      expect([name, codeOf(() => READERS[kind]!(bytes, name))]).toEqual([name, undefined]);
  });

  it('is refused with a code when it is cut, longer, or has one bit changed', () => {
    fc.assert(
      fc.property(fc.nat(objects.length - 1), spoiled, (at, how) => {
        const { kind, name, bytes } = objects[at]!;
        const code = codeOf(() => READERS[kind]!(spoil(bytes, how), name));
        // A segment is not sealed: its name, a digest of it, is what tells. Padding of a pack holds nothing.
        if (kind === 'segment' || kind === 'data' || kind === 'tree')
          expect([undefined, 'object-altered', 'format-unsupported', 'epoch-closed']).toContain(code);
        else expect(['object-altered', 'format-unsupported']).toContain(code);
      }),
      { numRuns: 400 },
    );
  });
});

describe('plain bytes that were sealed', () => {
  const entry = {
    name: Buffer.from('name'),
    kind: 'file' as const,
    size: 5n,
    mtimeNs: 5n,
    mode: 0o644,
    category: 'other',
    ids: NO_IDS,
  };
  const root = {
    phone: 'p',
    sourceName: 's',
    takenAtMs: 5,
    files: 1,
    bytes: 2n,
    tree: NO_IDS,
    rootMtimeNs: 1n,
    leftOut: 0,
    leftOutList: NO_IDS,
    wraps: [],
  };
  const plains: [string, Buffer, (bytes: Buffer) => unknown][] = [
    [
      'entries',
      Buffer.concat([Buffer.of(NODE_CHUNK), encodeEntry(entry)]),
      (bytes) => [...decodeNode(bytes)],
    ],
    [
      'a list',
      encodeIdList({ depth: 1, ids: [Buffer.alloc(32)] }),
      (bytes) => readContent(new ByteReader(bytes, 'x'), 'x'),
    ],
    ['a root', encodeRoot(root), (bytes) => decodeRoot(bytes, 'x')],
    ['zstd', compress(Buffer.alloc(9000, 'text ')).bytes, (bytes) => decompress(bytes, 9000, 'x')],
  ];

  it.each(plains)('are refused with a code, or read, when they are spoiled: %s', (_what, bytes, read) => {
    expect(codeOf(() => read(bytes))).toBeUndefined();
    fc.assert(
      fc.property(spoiled, (how) => {
        expect([undefined, 'object-altered']).toContain(codeOf(() => read(spoil(bytes, how))));
      }),
      { numRuns: 300 },
    );
  });

  it('that are zstd never take more memory than a chunk may have', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (bytes, length) => {
          const frame = Buffer.concat([Buffer.from('28b52ffd', 'hex'), bytes]);
          expect([undefined, 'object-altered']).toContain(codeOf(() => decompress(frame, length, 'x')));
        },
      ),
      { numRuns: 300 },
    );
  });
});
