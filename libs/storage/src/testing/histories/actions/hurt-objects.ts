import type { Action } from '../action.js';
import { namedObjects } from '../named-objects.js';
import { isIntact } from '../place.js';
import type { World } from '../world.js';

const KINDS = [
  'data/',
  'data/',
  'data/',
  'tree/',
  'tree/',
  'index/',
  'segment/',
  'snapshot/',
  'keys/',
  'config',
];

/** Fate takes objects, flips a byte of them or cuts them off. Half of the time a second location has them all. */
export const hurtObjects: Action = {
  weight: 7,
  async act(world) {
    const { dice } = world;
    if (dice.oneIn(2)) await copyToMirror(world);
    const chosen: string[] = [];
    for (let count = dice.between(1, 3); count > 0; count--) {
      const name = await choose(world, dice.pick(KINDS));
      if (name === undefined || chosen.includes(name)) continue;
      await writeDown(world, name);
      chosen.push(name);
    }
    const told: string[] = [];
    for (const name of chosen) told.push(await hurt(world, name));
    return told.length > 0 ? told.join(', ') : 'nothing is hurt';
  },
};

/** A second location is brought level. */
export const copyAll: Action = {
  weight: 4,
  async act(world) {
    await copyToMirror(world);
    return 'everything whole is copied to a second location';
  },
};

async function copyToMirror({ place, mirror }: World): Promise<void> {
  for (const name of await place.names())
    if (await isIntact(place, name)) mirror.set(name, (await place.bytes(name))!);
}

async function choose(world: World, prefix: string): Promise<string | undefined> {
  const { place, dice } = world;
  const names = (await place.names()).filter((name) => name.startsWith(prefix)).sort();
  // The first key's wraps stay, so that there is always somebody who can look.
  const open = names.filter((name) => !name.includes('/key-0-'));
  return open.length === 0 ? undefined : dice.pick(open);
}

/** Which reported snapshots name it now, while that can be read. */
async function writeDown(world: World, name: string): Promise<void> {
  const { place, ledger } = world;
  for (const objectName of (await place.names()).filter((one) => one.startsWith('snapshot/'))) {
    const named = await namedObjects(world, objectName);
    if (named?.names.has(name)) ledger.reported.get(named.firstId)?.hurtBy.add(name);
  }
  ledger.damaged.add(name);
  ledger.seenWhole.delete(name);
  if (name.startsWith('keys/')) ledger.keysWereHurt = true;
}

async function hurt({ place, dice }: World, name: string): Promise<string> {
  const bytes = await place.bytes(name);
  // A changed config is never replaced.
  if (bytes === undefined || name === 'config' || dice.oneIn(2)) {
    await place.put(name, undefined);
    return `${short(name)} is lost`;
  }
  if (dice.oneIn(4)) {
    await place.put(name, bytes.subarray(0, dice.below(bytes.length)));
    return `${short(name)} is cut`;
  }
  const flipped = Buffer.from(bytes);
  flipped[dice.below(flipped.length)]! ^= 1 + dice.below(255);
  await place.put(name, flipped);
  return `a byte of ${short(name)} flips`;
}

const short = (name: string): string => name.replace(/([0-9a-f]{8})[0-9a-f]{56}/, '$1');
