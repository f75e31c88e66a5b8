import { newKeyPair } from '../../../crypto/key-pair.js';
import { addRecipient } from '../../../recipients/add-recipient.js';
import type { Action } from '../action.js';
import { ran } from '../action.js';

/** A laptop is lost, and its successor knows nothing; or one more comes into use. */
export const changeLaptop: Action = {
  weight: 5,
  async act(world) {
    const { dice, workstations } = world;
    if (workstations.length < 3 && dice.oneIn(2)) return `${world.addWorkstation().name} comes into use`;
    const workstation = dice.pick(workstations);
    await workstation.loseWorkFolder();
    return `${workstation.name} is replaced`;
  },
};

/** One more key may open the repository. */
export const addKey: Action = {
  weight: 2,
  async act(world) {
    const { keys } = world;
    const pair = newKeyPair();
    const name = `key-${keys.length}`;
    // By the first key, which opens every epoch.
    const { result, text } = await ran(world, world.stranger(), async (_, location) => {
      const unlock = { kind: 'key', privateKey: keys[0]!.privateKey } as const;
      await addRecipient({ location, unlock }, { kind: 'key', name, publicKey: pair.publicKey });
      return true;
    });
    if (result) keys.push(pair);
    return `${name} is added${text}`;
  },
};
