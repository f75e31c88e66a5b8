import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../crypto/key-pair.js';
import type { Location } from '../location/location.js';
import { createRepository } from '../repository/create-repository.js';
import { EPOCH_MS } from '../recipients/epochs.js';
import { openRepository } from '../repository/open-repository.js';
import type { Repository } from '../repository/repository.js';
import { chosenSource } from '../testing/chosen-source.js';
import { MemoryPlace } from '../testing/histories/place.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';

const folder = scratch();
afterAll(folder.remove);

describe('a place that says that it stored what it has not', () => {
  const pair = newKeyPair();
  const other = newKeyPair();
  const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
  const clock = { now: 0 };
  const now = (): Date => new Date((clock.now += 1000));
  const photo = new Map([['a', randomBytes(40_000)]]);
  const photos = new Map([...photo, ['b', randomBytes(40_000)], ['c', randomBytes(40_000)]]);
  let place: MemoryPlace;
  /** The next PUT of a name that begins so is swallowed. */
  let swallowed: string | undefined;
  let location: Location;
  let repository: Repository;
  let made = 0;

  const backup = async (files: ReadonlyMap<string, Buffer>): Promise<string> => {
    const source = chosenSource(files);
    return (await repository.backup({ source, scope: {}, phone: 'p', sourceName: 's', now })).snapshotId;
  };
  const restoresWhole = async (id: string, files: ReadonlyMap<string, Buffer>): Promise<void> => {
    for (const { privateKey } of [pair, other]) {
      const key = { kind: 'key', privateKey } as const;
      const reader = await openRepository({
        location,
        workFolder: folder.in(`r${(made += 1)}`),
        unlock: key,
      });
      for (const [name, bytes] of files) {
        const pieces = await collected(reader.read(id, [Buffer.from(name)]));
        expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
      }
      expect((await reader.verify({ readData: true })).damage).toEqual([]);
      await reader.close();
    }
  };

  beforeEach(async () => {
    clock.now = Date.UTC(2026, 0, 1);
    swallowed = undefined;
    place = new MemoryPlace(clock);
    location = {
      ...place.location,
      put: async (name, object) => {
        if (swallowed === undefined || !name.startsWith(swallowed)) return place.location.put(name, object);
        swallowed = undefined;
        return 'stored';
      },
    };
    const recipients = [pair, other].map(({ publicKey }, i) => ({
      kind: 'key' as const,
      name: `k${i}`,
      publicKey,
    }));
    const workFolder = folder.in(`w${(made += 1)}`);
    repository = await createRepository({ location, workFolder, recipients, unlock, now });
  });

  it.each(['data/', 'tree/', 'index/', 'segment/', 'mark/', 'snapshot/'])(
    'of %s is found out before a backup is called complete',
    async (kind) => {
      const first = await backup(photo);
      clock.now += EPOCH_MS;
      swallowed = kind;
      await expect(backup(photos)).rejects.toMatchObject({ code: 'object-mismatch', retryHelps: true });
      expect((await repository.snapshots()).map(({ id }) => id)).toEqual([first]);
      const second = await backup(photos);
      await restoresWhole(first, photo);
      await restoresWhole(second, photos);
      await repository.close();
    },
  );

  it('of keys/ is made up for in the same run: the wrap is missed, and stored again', async () => {
    const first = await backup(photo);
    clock.now += EPOCH_MS;
    swallowed = 'keys/';
    const second = await backup(photos);
    expect(swallowed).toBeUndefined();
    await restoresWhole(first, photo);
    await restoresWhole(second, photos);
    await repository.close();
  });

  it.each(['data/', 'tree/', 'index/', 'segment/', 'mark/', 'snapshot/'])(
    'of %s is found out before a pruning lets go of the old ones',
    async (kind) => {
      const first = await backup(photos);
      const second = await backup(photo);
      await repository.forget({ snapshotIds: [first], now });
      swallowed = kind;
      const prune = () => repository.prune({ now, coolingOffMs: 0, packAnewBelow: 1 });
      await expect(prune()).rejects.toMatchObject({ code: 'object-mismatch' });
      await restoresWhole(second, photo);
      expect((await prune()).removed.objects).toBeGreaterThan(0);
      await restoresWhole(second, photo);
      await repository.close();
    },
  );

  it('is not called healed', async () => {
    await backup(photos);
    const [name] = (await place.names()).filter((one) => one.startsWith('data/'));
    const copy = new MemoryPlace(clock);
    await copy.put(name!, await place.bytes(name!));
    await place.put(name!, undefined);
    swallowed = 'data/';
    expect(await repository.heal({ from: copy.location })).toMatchObject({
      healed: [],
      notHealed: [{ objectName: name, why: 'refused' }],
    });
    expect((await repository.heal({ from: copy.location })).healed).toEqual([name]);
    await repository.close();
  });

  it('is found out among more packs than are read back', async () => {
    // 72 MB in packs of 16 MiB: three of them are read whole, the others only looked for.
    const many = new Map(Array.from({ length: 8 }, (_, i) => [`v${i}`, randomBytes(9_000_000)]));
    let puts = 0;
    const real = location.put;
    location.put = async (name, object) => {
      if (name.startsWith('data/') && (puts += 1) === 2) return 'stored';
      return real(name, object);
    };
    await expect(backup(many)).rejects.toMatchObject({ code: 'object-mismatch' });
    expect(puts).toBeGreaterThan(4);
    await repository.close();
  });
});
