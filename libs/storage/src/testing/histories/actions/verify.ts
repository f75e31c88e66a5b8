import type { Action } from '../action.js';
import { Broken, ran } from '../action.js';

/** A workstation looks at everything, or at the names only. */
export const verify: Action = {
  weight: 7,
  async act(world) {
    const { dice } = world;
    const workstation = dice.pick(world.workstations);
    const readData = !dice.oneIn(4);
    const wasSound = await world.isSound();
    const { result, text, trouble } = await ran(world, workstation, (repository) =>
      repository.verify({ readData }),
    );
    const what = `${workstation.name} verifies${readData ? ' every byte' : ''}${text}`;
    if (!result) return what;
    const found = result.damage.map(({ objectName, what: how }) => `${objectName} is ${how}`);
    if (trouble.kind === 'none') {
      if (wasSound && found.length > 0)
        throw new Broken(`${what}: nothing was hurt, and ${found.join(', ')}`);
      for (const { objectName } of result.damage) workstation.knownAltered.add(objectName);
    }
    return `${what} → ${found.length} damaged`;
  },
};
