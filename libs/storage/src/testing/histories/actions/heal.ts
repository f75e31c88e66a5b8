import type { Location } from '../../../location/location.js';
import { StorageError } from '../../../storage-error.js';
import type { Action } from '../action.js';
import { Broken, ran } from '../action.js';
import { isIntact } from '../place.js';
import type { Trouble } from '../trouble.js';
import type { Workstation } from '../workstation.js';
import type { World } from '../world.js';

/** A workstation brings back what is damaged from the second location. */
export const heal: Action = {
  weight: 5,
  act: (world) => healWith(world, world.dice.pick(world.workstations)),
};

export async function healWith(world: World, workstation: Workstation, trouble?: Trouble): Promise<string> {
  const from = mirrorLocation(world);
  const { result, text } = await ran(
    world,
    workstation,
    (repository) => repository.heal({ from, readData: true }),
    trouble ? { trouble } : {},
  );
  const what = `${workstation.name} heals${text}`;
  if (!result) return what;
  for (const name of result.healed)
    if (!(await isIntact(world.place, name)))
      throw new Broken(`${what}: ${name} is called healed, and is not`);
  return `${what} → ${result.healed.length} healed, ${result.notHealed.length} not`;
}

function mirrorLocation({ mirror }: World): Location {
  const never = async (): Promise<never> => {
    throw new Error('The second location is only read.');
  };
  return {
    place: 'the second location',
    get: async (name) => {
      const found = mirror.get(name);
      if (!found) throw new StorageError('object-missing', `${name} is not there.`);
      return Uint8Array.from(found);
    },
    stat: async (name) => mirror.get(name)?.length,
    async *list(prefix) {
      for (const [name, { length }] of mirror) if (name.startsWith(prefix)) yield { name, size: length };
    },
    put: never,
    remove: never,
    close: async () => {},
  };
}
