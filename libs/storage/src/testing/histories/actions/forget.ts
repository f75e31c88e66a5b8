import type { Action } from '../action.js';
import { ran } from '../action.js';

/** A workstation lets snapshots go, never the newest of a phone. */
export const forget: Action = {
  weight: 8,
  async act(world) {
    const { dice, ledger } = world;
    const workstation = dice.pick(world.workstations);
    const ids: string[] = [];
    const { result, text } = await ran(world, workstation, async (repository) => {
      const seen = new Set<string>();
      const older = (await repository.snapshots()).filter(({ phone }) => seen.has(phone) || !seen.add(phone));
      for (const { id } of dice.some(older, 2)) ids.push(id);
      for (const { id, originalId } of older) {
        const known = ledger.find(id, originalId);
        if (known && ids.includes(id)) known.maybeForgotten = true;
      }
      return repository.forget({ snapshotIds: ids, now: workstation.now });
    });
    for (const { id, originalId } of result?.forgotten ?? []) {
      const known = ledger.find(id, originalId);
      if (known) ledger.reported.delete(known.id);
      ledger.forgotten.add(originalId ?? id);
    }
    return `${workstation.name} forgets ${ids.map((id) => id.slice(0, 8)).join(', ') || 'nothing'}${text}`;
  },
};
