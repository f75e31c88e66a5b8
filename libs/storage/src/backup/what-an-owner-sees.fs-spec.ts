import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { newKeyPair } from '../crypto/key-pair.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { decodeSegment } from '../format/segment-object.js';
import { OBJECT_TYPES, type ObjectType } from '../format/object-header.js';
import { decodeShard } from '../index/index-shard.js';
import { createRepository, openRepository } from '../index.js';
import type { Location } from '../location/location.js';
import type { PackEntry } from '../packs/pack-layout.js';
import { readPackEntries } from '../packs/pack-layout.js';
import { paddedPackBytes } from '../packs/padding.js';
import { unlockLocation } from '../repository/open-repository.js';
import { snapshotSegments } from '../snapshots/snapshot-object.js';
import { chosenSource } from '../testing/chosen-source.js';
import { byteFrequencies, RANDOM_AT_MOST } from '../testing/randomness.js';
import { scratch } from '../testing/scratch.js';
import { WatchedPlace } from '../testing/watched-place.js';

const KIB = 1024;
/** Cut at fixed 64 KiB, so that the spec knows the order of its chunks. */
const PAGES = 100;
const database = Buffer.concat([Buffer.from('SQLite format 3\0'), randomBytes(PAGES * 64 * KIB - 16)]);
/** Lengths that would tell what these are: known files of a phone. */
const KNOWN = new Map<string, Buffer>([
  ['Ringtone over the horizon.ogg', randomBytes(1_234_567)],
  ['Contract with our rival, signed.pdf', randomBytes(1_500_001)],
  ['IMG_20260101_000001.jpg', randomBytes(2_555_555)],
  ['msgstore.db', database],
  ['Diary of this year.txt', Buffer.from('Dear diary, they know nothing of this. '.repeat(700))],
]);

const folder = scratch();
const pair = newKeyPair();
const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
const recipients = [{ kind: 'key', name: 'employee', publicKey: pair.publicKey }] as const;
let made = 0;

/** A new repository with these files in it, its owner watching, and the keys that the owner lacks. */
async function stored(
  files: ReadonlyMap<string, Buffer>,
): Promise<{ place: WatchedPlace; keys: RepositoryKeys }> {
  const place = new WatchedPlace();
  const { location } = place;
  const workFolder = folder.in(`work-${made++}`);
  const repository = await createRepository({ location, workFolder, recipients, unlock });
  await repository.backup({
    source: chosenSource(files),
    scope: {},
    phone: 'p1',
    sourceName: 's',
    now: () => new Date(),
  });
  await repository.close();
  return { place, keys: (await unlockLocation(location, unlock)).keys };
}

const unique = (all: readonly Buffer[]): Buffer[] => [
  ...new Map(all.map((one) => [one.toString('hex'), one])).values(),
];

const chunksIn = ({ place, keys }: Awaited<ReturnType<typeof stored>>): PackEntry[] =>
  place.of('data').flatMap(({ name, bytes }) => readPackEntries('data', keys, bytes, name));

describe('who owns the location', () => {
  let seen: Awaited<ReturnType<typeof stored>>;
  beforeAll(async () => {
    seen = await stored(KNOWN);
  });
  afterAll(folder.remove);

  it('sees only padded sizes', () => {
    for (const kind of ['data', 'tree']) {
      expect(seen.place.of(kind).length).toBeGreaterThan(0);
      for (const { bytes } of seen.place.of(kind)) {
        expect(paddedPackBytes(bytes.length)).toBe(bytes.length);
        if (bytes.length >= 2048 * KIB) expect(bytes.length % (256 * KIB)).toBe(0);
      }
    }
    for (const { bytes } of seen.place.of('index')) expect(bytes.length % 4096).toBe(0);
    for (const { bytes } of seen.place.of('snapshot'))
      expect((bytes.length - snapshotSegments(bytes).covered - 16) % 1024).toBe(0);
  });

  it('reads of an object what the format says that everybody may, and the rest is noise', () => {
    const noise: Record<string, Buffer[]> = {};
    for (const [name, bytes] of seen.place.objects) {
      const inKeys = name.includes('/roster/') ? 'roster' : 'wrap';
      const kind = (name.startsWith('keys/') ? inKeys : name.split('/')[0]) as ObjectType;
      const header = `48465354${OBJECT_TYPES[kind].toString(16).padStart(2, '0')}000101`;
      expect([name, bytes.toString('hex', 0, 8)]).toEqual([name, header]);
      // A pack: its epoch; a segment: names of objects that are there; a snapshot: its segments. Then salts and seals.
      if (kind === 'segment')
        for (const one of decodeSegment(bytes)) expect(seen.place.objects.has(one)).toBe(true);
      if (kind === 'snapshot')
        for (const one of snapshotSegments(bytes).segments) expect(seen.place.objects.has(one)).toBe(true);
      if (kind === 'data' || kind === 'tree') expect(bytes.readUInt32BE(8)).toBe(1);
      const from = { data: 12, tree: 12, index: 8, snapshot: 8 + 4 + 32, roster: 8 + 16 + 4 }[kind as string];
      if (from !== undefined) (noise[kind] ??= []).push(bytes.subarray(from));
    }
    expect(Object.keys(noise).sort()).toEqual(['data', 'index', 'roster', 'snapshot', 'tree']);
    for (const [kind, parts] of Object.entries(noise)) {
      const all = Buffer.concat(parts);
      expect([kind, byteFrequencies(all) < RANDOM_AT_MOST]).toEqual([kind, true]);
      expect(zstdCompressSync(all).length).toBeGreaterThanOrEqual(all.length);
    }
  });

  it('finds no name, no content, no id and no length anywhere', () => {
    const chunks = chunksIn(seen);
    const lengths = chunks.flatMap(({ length, plainLength }) => {
      const [big, little] = [Buffer.alloc(8), Buffer.alloc(8)];
      big.writeUInt32BE(length, 0);
      big.writeUInt32BE(plainLength, 4);
      little.writeUInt32LE(length, 0);
      little.writeUInt32LE(plainLength, 4);
      return [big, little];
    });
    const contents = [...KNOWN.values()].flatMap((bytes) =>
      [0, 4096, 16_384, bytes.length - 16].map((at) => bytes.subarray(at, at + 16)),
    );
    const names = [...KNOWN.keys()].flatMap((name) => [Buffer.from(name), Buffer.from(name, 'utf16le')]);
    const secrets = [seen.keys.secret, seen.keys.gearTable.subarray(0, 16), Buffer.from('documents')];
    const ids = chunks.map(({ id }) => id.subarray(0, 12));
    const needles = unique([...lengths, ...contents, ...names, ...secrets, ...ids]);
    expect(needles.length).toBeGreaterThan(PAGES);
    const all = Buffer.concat([...seen.place.objects.values(), Buffer.from(seen.place.requests.join('\n'))]);
    expect(needles.filter((needle) => all.includes(needle))).toEqual([]);
  });

  it('cannot read where a pack keeps its list: neither list nor trailer opens without the secret', () => {
    // The epoch's key, even, but of another repository.
    const guessed = new RepositoryKeys(seen.keys.repositoryId, randomBytes(32), seen.keys.openEpochs());
    for (const { name, bytes } of seen.place.of('data'))
      expect(() => readPackEntries('data', guessed, bytes, name)).toThrow(/damaged/);
    for (const { name, bytes } of seen.place.of('index'))
      expect(() => decodeShard(guessed, bytes, name)).toThrow(/damaged/);
  });

  it('sees nothing of the order of chunks: each goes at random into one of two packs', () => {
    const packOf = new Map<string, string>();
    for (const { name, bytes } of seen.place.of('data'))
      for (const { id } of readPackEntries('data', seen.keys, bytes, name))
        packOf.set(id.toString('hex'), name);
    const order = Array.from({ length: PAGES }, (_, page) => {
      const plain = database.subarray(page * 64 * KIB, (page + 1) * 64 * KIB);
      return packOf.get(seen.keys.chunkId('data', plain).toString('hex'))!;
    });
    const first = order.filter((name) => name === order[0]).length;
    const changes = order.filter((name, at) => at > 0 && name !== order[at - 1]).length;
    expect(new Set(order).size).toBe(2);
    // A fair coin is farther than this from the half once in a thousand million: 6.2 standard deviations.
    const far = 6.2 * (Math.sqrt(PAGES) / 2);
    for (const count of [first, changes]) expect(Math.abs(count - PAGES / 2)).toBeLessThan(far);
  });

  it('sees a file cut elsewhere in every repository', async () => {
    const photo = new Map([['IMG.jpg', randomBytes(12_000_000)]]);
    const cuts = async (): Promise<number[]> =>
      chunksIn(await stored(photo))
        .filter(({ dummy }) => !dummy)
        .map(({ plainLength }) => plainLength);
    const [one, other] = [await cuts(), await cuts()];
    expect(one.length).toBeGreaterThanOrEqual(3);
    // One or two lengths that meet by chance are possible, three in one file are not.
    expect(one.filter((length) => other.includes(length)).length).toBeLessThan(3);
  });

  it('sees no chunk alone: a dummy lies beside it, which no list at the location tells', async () => {
    for (const bytes of [KNOWN.get('Diary of this year.txt')!, randomBytes(200_000), randomBytes(40)]) {
      const alone = await stored(new Map([['one', bytes]]));
      const [pack, ...others] = alone.place.of('data');
      expect(others).toEqual([]);
      const entries = readPackEntries('data', alone.keys, pack!.bytes, pack!.name);
      expect(entries.map(({ dummy }) => dummy)).toEqual([false, true]);
      expect(alone.place.of('index').map(({ bytes: { length } }) => length)).toEqual([4096]);
    }
  });

  it('is asked for whole objects, and for the same ones wherever in them a chunk lies', async () => {
    // No second parameter through which a part could be asked for: this line would not compile.
    const wholeOnly: Parameters<Location['get']>['length'] = 1;
    expect(wholeOnly).toBe(1);
    const places = new Map<string, Map<string, number>>();
    const two = await stored(
      new Map(
        Array.from({ length: 12 }, (_, i) => [
          `${i}.bin`,
          Buffer.concat([Buffer.of(i), randomBytes(99_999)]),
        ]),
      ),
    );
    for (const { name, bytes } of two.place.of('data'))
      places.set(
        name,
        new Map(readPackEntries('data', two.keys, bytes, name).map((e) => [e.id.toString('hex'), e.offset])),
      );
    const readOne = async (name: string): Promise<string[]> => {
      const { location, requests } = two.place;
      const reader = await openRepository({ location, workFolder: folder.in(`reader-${made++}`), unlock });
      requests.length = 0;
      const parts: Uint8Array[] = [];
      for await (const part of reader.read('latest', [Buffer.from(name)])) parts.push(part);
      await reader.close();
      expect(Buffer.concat(parts).length).toBe(100_000);
      return [...requests];
    };
    const asked = new Map<string, string[]>();
    for (let i = 0; i < 12; i++) {
      const requests = await readOne(`${i}.bin`);
      const pack = requests.find((request) => request.startsWith('get data/'))!;
      // All reads of one pack look alike, from its first chunk to its last.
      expect(requests).toEqual(asked.get(pack) ?? requests);
      asked.set(pack, requests);
    }
    expect([...places.values()].some((chunks) => chunks.size > 2)).toBe(true);
    expect(asked.size).toBe(places.size);
  });
});
