import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newKeyPair } from '../crypto/key-pair.js';
import type { Repository, VerifyReport } from '../index.js';
import { createRepository, openRepository, StorageError } from '../index.js';
import { unlockLocation } from '../repository/open-repository.js';
import { chosenSource } from '../testing/chosen-source.js';
import { FORGED } from '../testing/forged-snapshots.js';
import { Forgery } from '../testing/forgery.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import { WatchedPlace } from '../testing/watched-place.js';

/** Of one call, on a machine that does much else. Each takes some tens of milliseconds when it is idle. */
const MOST_MS = 20_000;
const MOST_KIB = 400 * 1024;

/** What no reading of these snapshots stumbles over, and a look at every object does. */
const DAMAGED = /shard|mark|left out|segment|root/;

const folder = scratch();
const pair = newKeyPair();
const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
const photo = Buffer.alloc(20_000, 'a photo ');
const honest = new WatchedPlace();
let honestId: string;
let made = 0;

const request = (now: Date) => ({
  source: chosenSource(new Map([['photo.jpg', photo]])),
  scope: {},
  phone: 'p',
  sourceName: 'android:1',
  now: () => now,
});

beforeAll(async () => {
  const repository = await createRepository({
    location: honest.location,
    workFolder: folder.in('honest'),
    recipients: [{ kind: 'key', name: 'employee', publicKey: pair.publicKey }],
    unlock,
    now: () => new Date(Date.UTC(2026, 0, 1)),
  });
  honestId = (await repository.backup(request(new Date(Date.UTC(2026, 0, 1))))).snapshotId;
  await repository.close();
});
afterAll(folder.remove);

/** Runs to its end, or to an error that says by its code what is wrong; soon, and without much memory. */
async function bounded(what: string, work: () => Promise<unknown>): Promise<unknown> {
  const [began, peak] = [performance.now(), process.resourceUsage().maxRSS];
  let result: unknown;
  try {
    result = await work();
  } catch (error) {
    result = error;
  }
  if (result instanceof Error)
    expect([what, result, result instanceof StorageError]).toEqual([what, result, true]);
  expect([what, performance.now() - began < MOST_MS]).toEqual([what, true]);
  expect([what, process.resourceUsage().maxRSS - peak < MOST_KIB]).toEqual([what, true]);
  return result;
}

describe('what somebody seals who knows the repository secret and means harm', () => {
  it.each(Object.keys(FORGED))(
    '%s',
    async (name) => {
      const here = folder.in(`${made++}`);
      const place = new WatchedPlace();
      for (const [object, bytes] of honest.objects) place.objects.set(object, bytes);
      const { keys } = await unlockLocation(place.location, unlock);
      FORGED[name]!(new Forgery(place.objects, keys, join(here, 'forger')));
      const opened = (): Promise<Repository> =>
        openRepository({ location: place.location, workFolder: join(here, 'work'), unlock });
      let repository = await opened();
      const all = await repository.snapshots();
      let broken = false;
      for (const { id, takenAt } of all) {
        expect(takenAt.toISOString()).toMatch(/^\d{4}-/);
        const target = join(here, id, 'target');
        const results = [
          await bounded('list', () => collected(repository.list(id, { recursive: true }))),
          await bounded('diff', () => collected(repository.diff(honestId, id))),
          await bounded('diff', () => collected(repository.diff(id, honestId))),
          await bounded('restore', () => repository.restore({ snapshotId: id, target })),
        ];
        for (const file of ['a', 'b', 'bomb', '0', '1', '10', 'photo.jpg'])
          results.push(await bounded('read', () => collected(repository.read(id, [Buffer.from(file)]))));
        broken ||= results.some((one) => one instanceof StorageError && one.code.startsWith('object-'));
        // Nothing came to lie beside the target.
        if (existsSync(join(here, id))) expect(readdirSync(join(here, id))).toEqual(['target']);
      }
      const report = await bounded('verify', () => repository.verify({ readData: true }));
      // What cannot be read is named.
      expect((report as VerifyReport).damage.length > 0).toBe(broken || DAMAGED.test(name));
      await bounded('verify again', () => repository.verify());
      await bounded('prune', () =>
        repository.prune({ now: () => new Date(Date.UTC(2026, 5, 1)), dryRun: true }),
      );
      await repository.close();
      // Whatever it was, the honest snapshot is read, and the next backup of that phone is made and comes back.
      repository = await opened();
      expect(Buffer.concat(await collected(repository.read(honestId, [Buffer.from('photo.jpg')])))).toEqual(
        photo,
      );
      const next = repository.backup(request(new Date(Date.UTC(2026, 0, 5))));
      // Who cannot read a mark does not know what is being removed: it waits for a pruning (decision 25).
      if (name.includes('mark')) await expect(next).rejects.toMatchObject({ code: 'object-altered' });
      else {
        const { snapshotId } = await next;
        const back = await collected(repository.read(snapshotId, [Buffer.from('photo.jpg')]));
        expect(Buffer.concat(back)).toEqual(photo);
      }
      await repository.close();
    },
    120_000,
  );
});
