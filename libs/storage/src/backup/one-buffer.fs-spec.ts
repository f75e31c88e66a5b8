import { afterAll, expect, it } from '@jest/globals';
import type { PullSource } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../crypto/key-pair.js';
import { folderLocation } from '../location/folder-location.js';
import { createRepository } from '../repository/create-repository.js';
import { chosenSource } from '../testing/chosen-source.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';

const folder = scratch();
afterAll(folder.remove);

/** Small ones for a bundle, ones about its limit, and ones that wait for both slots of a thread. */
const LENGTHS = [4, 5000, 16_383, 16_384, 65_537, 900_000, 7_000_001];

/** All bytes of a file come in one buffer, which is scribbled over as soon as more is asked for. */
function inOneBuffer(source: PullSource, length: number): PullSource {
  return {
    ...source,
    async *open(entry, signal) {
      const buffer = Buffer.alloc(length);
      for await (const bytes of source.open(entry, signal)) {
        for (let at = 0; at < bytes.length; at += length) {
          const piece = bytes.subarray(at, at + length);
          buffer.set(piece);
          yield buffer.subarray(0, piece.length);
          buffer.fill(0xee);
        }
      }
    },
  };
}

it.each([1000, 65_536, 3_000_000])(
  'a source may fill one buffer of %i bytes again and again',
  async (length) => {
    const files = new Map(LENGTHS.map((bytes) => [`${bytes}`, randomBytes(bytes)]));
    const { privateKey, publicKey } = newKeyPair();
    const repository = await createRepository({
      location: folderLocation(folder.in(`stored-${length}`)),
      workFolder: folder.in(`work-${length}`),
      recipients: [{ kind: 'key', name: 'a', publicKey }],
      unlock: { kind: 'key', privateKey },
    });
    const source = inOneBuffer(chosenSource(files), length);
    const run = { source, scope: {}, phone: 'p', sourceName: 's', now: () => new Date() };
    const { snapshotId } = await repository.backup(run);
    for (const [name, bytes] of files) {
      const read = await collected(repository.read(snapshotId, [Buffer.from(name)]));
      expect(Buffer.concat(read).equals(bytes)).toBe(true);
    }
    await repository.close();
  },
);
