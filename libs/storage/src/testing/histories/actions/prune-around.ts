import type { Action } from '../action.js';
import { DAY_MS } from '../world.js';
import { backUpWith } from './back-up.js';
import { forget } from './forget.js';
import { pruneWith } from './prune.js';

/** What was let go and is marked to go comes back to the phone before it is gone. */
export const pruneAround: Action = {
  weight: 6,
  async act(world) {
    const { dice, options, phones, workstations } = world;
    const told = [await forget.act(world)];
    const days = (count: number): void => void (options.clock.now += count * DAY_MS);
    days(4);
    told.push(await pruneWith(world, DAY_MS));
    const phone = dice.pick(phones);
    const back = phone.past.slice(-6);
    for (const [i, bytes] of back.entries()) phone.write(`back/${i}`, bytes);
    told.push(`${back.length} earlier contents come back`);
    told.push(await backUpWith(world, dice.pick(workstations), phone));
    days(4);
    told.push(await pruneWith(world, DAY_MS));
    return told.join('; ');
  },
};
