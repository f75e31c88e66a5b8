import type { Action } from '../action.js';
import { changePhone } from '../phone-changes.js';

/** Somebody uses a phone. */
export const usePhone: Action = {
  weight: 12,
  async act(world) {
    const phone = world.dice.pick(world.phones);
    return `on ${phone.name}: ${changePhone(phone, world.dice)}`;
  },
};
