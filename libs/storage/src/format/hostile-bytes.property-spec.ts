import { describe, expect, it } from '@jest/globals';
import { OBJECT_NAME_PATTERN as PATTERN_OF_CONTRACTS } from '@holdfast/contracts';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../crypto/key-pair.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { decodeRoster, encodeRoster } from '../crypto/roster-object.js';
import { encodeWrap, openWrap, parseWrap } from '../crypto/wrap-object.js';
import { decodeShard, encodeShard } from '../index/index-shard.js';
import { readPackEntries } from '../packs/pack-layout.js';
import { parsePathText, pathText } from '../path-text.js';
import { openSnapshot, snapshotSegments } from '../snapshots/snapshot-object.js';
import { decodeRoot, encodeRoot } from '../snapshots/snapshot-root.js';
import { decodeMark } from '../marks/mark-object.js';
import { StorageError } from '../storage-error.js';
import { NODE_CHUNK } from '../tree/id-list.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { ShardEntries } from '../index/shard-entries.js';
import { decodeNode, encodeEntry, MAX_FILE_BYTES, NO_IDS } from '../tree/tree-entry.js';
import { repositoryIdOf } from './config-object.js';
import { afterHeader, objectHeader, OBJECT_TYPES } from './object-header.js';
import type { ObjectType } from './object-header.js';
import { objectName, OBJECT_NAME_PATTERN } from './object-name.js';
import { decodeSegment, encodeSegment } from './segment-object.js';

const epoch = { number: 1, key: randomBytes(32), createdAtMs: 7 };
const keys = new RepositoryKeys(randomBytes(16), randomBytes(32), [epoch]);

const parsers: Record<ObjectType, (bytes: Buffer) => unknown> = {
  config: (bytes) => (afterHeader(bytes, 'config', 'config'), repositoryIdOf(bytes)),
  wrap: (bytes) => parseWrap(bytes, 'a wrap'),
  data: (bytes) => readPackEntries('data', keys, bytes, 'a pack'),
  tree: (bytes) => readPackEntries('tree', keys, bytes, 'a pack'),
  index: (bytes) => decodeShard(keys, bytes, 'a shard'),
  segment: (bytes) => decodeSegment(bytes),
  snapshot: (bytes) => openSnapshot(keys, bytes, 'a snapshot'),
  mark: (bytes) => decodeMark(keys, bytes, 'a mark'),
  roster: (bytes) => decodeRoster(keys, bytes, 'a roster'),
};

function expectCoded(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(StorageError);
    expect(['object-altered', 'format-unsupported']).toContain((error as StorageError).code);
  }
}

describe('stored bytes that nobody wrote', () => {
  it('are refused with a code, whatever they are and whatever they begin with', () => {
    const types = fc.constantFrom(...(Object.keys(OBJECT_TYPES) as ObjectType[]));
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 400 }), fc.boolean(), (type, bytes, begun) => {
        const all = begun ? Buffer.concat([objectHeader(type), bytes]) : Buffer.from(bytes);
        expectCoded(() => parsers[type](all));
        expectCoded(() => snapshotSegments(all));
      }),
      { numRuns: 500 },
    );
  });

  it('are refused as tree nodes and roots too, without memory for what they announce', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expectCoded(() => [...decodeNode(Buffer.concat([Buffer.of(NODE_CHUNK), bytes]))]);
        expectCoded(() => decodeRoot(Buffer.from(bytes), 'a snapshot'));
      }),
      { numRuns: 500 },
    );
    expectCoded(() =>
      decodeSegment(Buffer.concat([objectHeader('segment'), Buffer.from('ffffffff', 'hex')])),
    );
  });

  it('are refused by their number when another format wrote them', () => {
    for (const type of Object.keys(OBJECT_TYPES) as ObjectType[]) {
      const newer = Buffer.concat([objectHeader(type), randomBytes(200)]);
      newer.writeUInt16BE(3, 5);
      expect(() => parsers[type](newer)).toThrow(/format 3/);
    }
  });
});

describe('what is written', () => {
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  const entry: fc.Arbitrary<TreeEntry> = fc.record({
    name: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    kind: fc.constant('file' as const),
    size: fc.bigInt({ min: 0n, max: MAX_FILE_BYTES }),
    mtimeNs: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    mode: fc.option(fc.integer({ min: 0, max: 0o7777 }), { nil: undefined }),
    category: fc.constantFrom('photos', 'other'),
    ids: fc.record({ depth: fc.integer({ min: 0, max: 3 }), ids: fc.array(digest, { maxLength: 64 }) }),
  });
  const bundled = fc
    .tuple(entry, digest, fc.nat())
    .map(([one, id, offset]) => ({ ...one, ids: NO_IDS, bundle: { id, offset } }));

  it('reads back: entries, sorted by bytes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(entry, bundled), {
          minLength: 1,
          maxLength: 20,
          selector: ({ name }) => name.toString('hex'),
        }),
        (entries) => {
          const sorted = [...entries].sort((a, b) => Buffer.compare(a.name, b.name));
          const node = Buffer.concat([Buffer.of(NODE_CHUNK), ...sorted.map(encodeEntry)]);
          expect([...decodeNode(node)]).toEqual(sorted);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads back: segments, shards, wraps, roots', () => {
    fc.assert(
      fc.property(fc.array(digest, { maxLength: 50 }), fc.string(), (digests, phone) => {
        const names = digests.map((sha, i) => objectName((['data', 'tree', 'index'] as const)[i % 3]!, sha));
        expect(decodeSegment(encodeSegment(names))).toEqual(names);
        const entries = ShardEntries.of(digests.map((id, i) => ({ id, length: i + 16, plainLength: i })));
        const packs = digests.map((sha256) => ({ kind: 'data' as const, sha256, size: 9, entries }));
        expect(decodeShard(keys, encodeShard(keys, packs), 'a shard')).toEqual(packs);
        const root = {
          phone,
          sourceName: phone,
          takenAtMs: 5,
          files: 1,
          bytes: 2n,
          tree: NO_IDS,
          rootMtimeNs: -1n,
        };
        const wraps = digests.map((sha) => `keys/00000001/a/${sha.toString('hex')}`);
        const whole = { ...root, leftOut: 0, leftOutList: NO_IDS, wraps };
        expect(decodeRoot(encodeRoot(whole), 'a snapshot')).toEqual(expect.objectContaining(whole));
      }),
      { numRuns: 30 },
    );
    const pair = newKeyPair();
    const { name, bytes } = encodeWrap(keys, epoch, {
      role: 'employee',
      id: 'a-1',
      publicKey: Buffer.from(pair.publicKey),
    });
    expect(openWrap(parseWrap(bytes, name), pair.privateKey, name)).toEqual({ secret: keys.secret, epoch });
    expect(OBJECT_NAME_PATTERN.test(name)).toBe(true);
    const entry = { role: 'service' as const, id: 's-1', publicKey: Buffer.from(pair.publicKey), sinceMs: 5 };
    const roster = { epoch: 3, epochId: randomBytes(16), entries: [entry, { ...entry, removedAtMs: 9 }] };
    const stored = encodeRoster(keys, roster);
    expect(decodeRoster(keys, stored.bytes, stored.name)).toEqual(roster);
    expect(OBJECT_NAME_PATTERN.test(stored.name)).toBe(true);
    expect(OBJECT_NAME_PATTERN.source.replace('|mark', '')).toBe(PATTERN_OF_CONTRACTS.source);
  });

  it('reads back: paths as text, which never carries a control or bidi character to a terminal', () => {
    const name = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      fc.string({ minLength: 1 }).map((s) => Buffer.from(s)),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (path) => {
        const text = pathText(path);
        // eslint-disable-next-line no-control-regex -- they are what must be absent
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(parsePathText(text).map((one) => Buffer.from(one).toString('hex'))).toEqual(
          path.map((one) => Buffer.from(one).toString('hex')),
        );
      }),
      { numRuns: 300 },
    );
  });
});
