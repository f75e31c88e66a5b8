import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';
import { InterleavedPlace, seeded, type Objects } from '../testing/interleaved-location.js';
import { KeyHolders } from '../testing/key-holders.js';
import { memoryLocation } from '../testing/memory-location.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { EPOCH_MS } from './epochs.js';
import { holdKeys } from './hold-keys.js';
import { listRecipients } from './list-recipients.js';
import { readRecipients } from './read-recipients.js';
import { removeRecipient } from './remove-recipient.js';
import { rotateKeys } from './rotate-keys.js';

jest.setTimeout(600_000);

const ORDERS = 25;
const folder = scratch();
afterAll(folder.remove);

/** Told to begin again, killed, or found that it was removed itself. */
const HONEST = [
  'repository-busy',
  'location-unreachable',
  'recipient-needed',
  'recipient-unknown',
  'wrong-key',
];

/** One beginning for every order: three who open everything, and a snapshot of one of them. */
const stored = memoryLocation();
const holders = new KeyHolders(stored, folder.path);
await holders.create(holders.recipient('ana'), holders.recipient('bea'), holders.recipient('leaver'));
const ids = new Map(
  (await listRecipients(holders.by('ana'))).recipients.map(({ id }) => [id.slice(0, id.indexOf('-')), id]),
);
const first = await holders.backup('ana');

class Order {
  /** What somebody who copies everything has, whatever is removed later. */
  readonly ever = new Map<string, Buffer>();
  readonly place: InterleavedPlace;
  readonly snapshots = [first];
  private readonly random: (n: number) => number;
  private readonly objects: Objects;

  constructor(seed: number) {
    this.random = seeded(seed);
    const { ever } = this;
    this.objects = new (class extends Map<string, { bytes: Buffer; storedAtMs: number }> {
      override set(name: string, object: { bytes: Buffer; storedAtMs: number }): this {
        ever.set(name, object.bytes);
        return super.set(name, object);
      }
    })();
    for (const [name, bytes] of stored.objects) this.objects.set(name, { bytes, storedAtMs: 0 });
    this.place = new InterleavedPlace(this.objects, this.random, holders.clock);
  }

  /** Runs them at once, some killed on the way. Answers whether each got to its end. */
  async atOnce(...works: ((location: Location) => Promise<unknown>)[]): Promise<boolean[]> {
    const killed = (): number => (this.random(4) === 0 ? 1 + this.random(40) : Number.POSITIVE_INFINITY);
    const outcomes = await Promise.all(
      works.map((work) => this.place.run(async (location) => void (await work(location)), killed())),
    );
    for (const outcome of outcomes)
      if (outcome && !(outcome instanceof StorageError && HONEST.includes(outcome.code)))
        throw outcome as Error;
    return outcomes.map((outcome) => outcome === undefined);
  }

  readonly backup = (name: string) => async (location: Location) => {
    this.snapshots.push(await holders.backup(name, location));
  };

  /** What is there in the end, with nobody else at work. */
  async after<T>(work: (location: Location) => Promise<T>): Promise<T> {
    let result: T | undefined;
    const failure = await this.place.run(async (location) => {
      result = await work(location);
    });
    if (failure) throw failure as Error;
    return result!;
  }

  async readsAll(name: string): Promise<boolean> {
    return this.after((location) =>
      holders.with(
        name,
        async (repository) => {
          for (const id of this.snapshots) for await (const _ of repository.read(id, [Buffer.from('file')]));
          return (await repository.verify({ readData: true })).damage.length === 0;
        },
        location,
      ),
    );
  }

  /** The key under which the next run writes, after one more run. */
  async keyInUse(name: string): Promise<string> {
    return this.after(async (location) => {
      await holders.backup(name, location);
      const { objects, keys } = await holdKeys(holders.by(name, location));
      return (await readRecipients(objects, keys)).usableEpoch(keys)!.epoch.key.toString('hex');
    });
  }
}

/** Plays one beginning in many orders; fails with the seed. */
async function inManyOrders(play: (order: Order) => Promise<void>): Promise<void> {
  for (let seed = 1; seed <= ORDERS; seed++)
    await play(new Order(seed)).catch((error: Error) => {
      throw new Error(`seed ${seed}: ${error.message}`, { cause: error });
    });
}

describe(`at once, in ${ORDERS} orders of events`, () => {
  it('a removal, a renewal, a rotation and an addition agree in the end', () =>
    inManyOrders(async (order) => {
      holders.clock.now += EPOCH_MS;
      const [removed, , , added] = await order.atOnce(
        (location) => removeRecipient(holders.by('ana', location), ids.get('leaver')!),
        order.backup('bea'),
        (location) => rotateKeys(holders.by('bea', location)),
        (location) => addRecipient(holders.by('ana', location), holders.recipient('newcomer')),
      );
      const inUse = await order.keyInUse('bea');
      if (removed) expect(holders.keysOpened('leaver', order.ever).has(inUse)).toBe(false);
      for (const name of ['ana', 'bea', ...(added ? ['newcomer'] : [])]) {
        expect(await order.readsAll(name)).toBe(true);
        expect(holders.keysOpened(name, order.ever).has(inUse)).toBe(true);
      }
    }));

  it('three who remove each other leave one who opens everything', () =>
    inManyOrders(async (order) => {
      await order.atOnce(
        (location) => removeRecipient(holders.by('ana', location), ids.get('bea')!),
        (location) => removeRecipient(holders.by('bea', location), ids.get('leaver')!),
        (location) => removeRecipient(holders.by('leaver', location), ids.get('ana')!),
      );
      const left: string[] = [];
      for (const name of ['ana', 'bea', 'leaver'])
        if (await order.readsAll(name).catch(() => false)) left.push(name);
      expect(left).not.toEqual([]);
    }));
});

it('two who remove each other at the same moment are both told so, and both open', async () => {
  const place = memoryLocation();
  const two = new KeyHolders(place, folder.in('two'));
  await two.create(two.recipient('ana'), two.recipient('bea'));
  const { recipients } = await listRecipients(two.by('ana'));
  const idOf = (name: string): string => recipients.find(({ id }) => id.startsWith(name))!.id;
  let arrived = 0;
  let bothArrived = (): void => {};
  const both = new Promise<void>((resolve) => (bothArrived = resolve));
  const meeting: Location = {
    ...place,
    put: async (name, object) => {
      if (name.includes('/roster/')) {
        if (++arrived === 2) bothArrived();
        await both;
      }
      return place.put(name, object);
    },
  };
  const removals = await Promise.allSettled([
    removeRecipient(two.by('ana', meeting), idOf('bea')),
    removeRecipient(two.by('bea', meeting), idOf('ana')),
  ]);
  for (const removal of removals) expect(removal).toMatchObject({ reason: { code: 'recipient-needed' } });
  const snapshot = await two.backup('ana');
  expect([await two.reads('ana', snapshot), await two.reads('bea', snapshot)]).toEqual([true, true]);
});
