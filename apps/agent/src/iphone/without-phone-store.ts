import { PHONE_STORE } from '@holdfast/contracts/sources';
import type { Selection } from '@holdfast/storage';

const EVERYTHING: Selection = { takes: () => true, below: () => EVERYTHING };
const STORE = Buffer.from(PHONE_STORE);

/**
 * All that people look for in a snapshot: what a phone keeps for itself (its manifests, and what nobody could open) stays in
 * the repository, unless its folder is asked for by name.
 */
export function withoutPhoneStore(select: Selection = EVERYTHING): Selection {
  return {
    takes: (entry) => !Buffer.from(entry.path[0] ?? []).equals(STORE) && select.takes(entry),
    below: (name) => (Buffer.from(name).equals(STORE) ? undefined : select.below(name)),
  };
}

/** Whether a path is what a phone keeps for itself, or lies in it. */
export const isInPhoneStore = ([top]: readonly Uint8Array[]): boolean =>
  top !== undefined && STORE.equals(top);
