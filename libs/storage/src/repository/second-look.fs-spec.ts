import { afterAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../crypto/key-pair.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import type { Location } from '../location/location.js';
import { chosenSource } from '../testing/chosen-source.js';
import { MemoryPlace } from '../testing/histories/place.js';
import { scratch } from '../testing/scratch.js';
import { createRepository } from './create-repository.js';
import { ObjectStore } from './object-store.js';
import { openRepository } from './open-repository.js';

const folder = scratch();
afterAll(folder.remove);

/** A place of which the next answers arrive with another byte. */
function flippingPlace() {
  const place = new MemoryPlace({ now: 0 });
  const flips = { left: 0, asked: 0 };
  const location: Location = {
    ...place.location,
    get: async (name) => {
      const bytes = await place.location.get(name);
      flips.asked += 1;
      if (flips.left > 0) bytes[0]! ^= 1;
      flips.left -= 1;
      return bytes;
    },
  };
  return { place, location, flips };
}

describe('an answer that changed on its way', () => {
  it('is asked for once more, and what lies there changed is altered', async () => {
    const { place, location, flips } = flippingPlace();
    const bytes = randomBytes(1000);
    const name = objectName('segment', sha256Hex(bytes));
    await place.put(name, bytes);
    const objects = new ObjectStore(location);
    flips.left = 1;
    expect((await objects.get(name)).equals(bytes)).toBe(true);
    expect(flips.asked).toBe(2);
    await place.put(name, randomBytes(1000));
    await expect(objects.get(name)).rejects.toMatchObject({ code: 'object-altered' });
    expect(flips.asked).toBe(4);
  });

  it('does not keep a program from backing up that saw the config so', async () => {
    const { place, location, flips } = flippingPlace();
    const pair = newKeyPair();
    const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
    const recipients = [{ kind: 'key', name: 'k', publicKey: pair.publicKey }] as const;
    await (await createRepository({ location, workFolder: folder.in('a'), recipients, unlock })).close();
    flips.left = 1;
    const repository = await openRepository({ location, workFolder: folder.in('b'), unlock });
    expect(flips.left).toBeLessThan(1);
    const source = chosenSource(new Map([['f', randomBytes(100)]]));
    const request = { source, scope: {}, phone: 'p', sourceName: 's', now: () => new Date() };
    expect((await repository.backup(request)).files).toBe(1);
    await repository.close();
    await place.put('config', randomBytes(56));
    const other = await openRepository({ location, workFolder: folder.in('c'), unlock });
    await expect(other.backup(request)).rejects.toMatchObject({ code: 'object-altered' });
    await other.close();
  });
});
