import type { Action } from '../action.js';
import { DAY_MS } from '../world.js';

/** Days go by; after thirty of them the next backup begins an epoch. */
export const passTime: Action = {
  weight: 7,
  async act({ dice, options }) {
    const days = dice.pick([1, 2, 8, 31, 31]);
    options.clock.now += days * DAY_MS;
    return `${days} days pass`;
  },
};
