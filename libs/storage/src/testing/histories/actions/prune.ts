import type { Action } from '../action.js';
import { ran } from '../action.js';
import type { World } from '../world.js';
import { DAY_MS } from '../world.js';

/** A workstation frees what no snapshot needs. */
export const prune: Action = {
  weight: 10,
  async act(world) {
    const coolingOffMs = world.dice.pick([0, 0, DAY_MS, 7 * DAY_MS]);
    return pruneWith(world, coolingOffMs);
  },
};

export async function pruneWith(world: World, coolingOffMs: number): Promise<string> {
  const { dice, ledger } = world;
  const workstation = dice.pick(world.workstations);
  const packAnewBelow = dice.pick([0, 0.8, 0.8, 1]);
  for (const name of await world.hurtNow()) if (name.startsWith('snapshot/')) ledger.unprotected.add(name);
  const { result, text } = await ran(world, workstation, (repository) =>
    repository.prune({ now: workstation.now, coolingOffMs, packAnewBelow }),
  );
  const days = `cooling-off ${coolingOffMs / DAY_MS} d, anew below ${packAnewBelow}`;
  const told = result && ` → ${result.removed.objects} removed, ${result.repacked.packs} packed anew`;
  return `${workstation.name} prunes (${days})${text}${told ?? ''}`;
}
