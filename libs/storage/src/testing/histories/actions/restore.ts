import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '../action.js';
import { Broken, ran } from '../action.js';
import { TOY_SEAL } from '../driving-phone.js';
import type { Reported } from '../ledger.js';
import type { World } from '../world.js';

/** A workstation restores a snapshot into a folder. */
export const restore: Action = {
  weight: 6,
  async act(world) {
    const { dice, ledger, options } = world;
    const open = [...ledger.reported.values()].filter(({ maybeForgotten }) => !maybeForgotten);
    if (open.length === 0) return 'nothing to restore';
    const [workstation, snapshot] = [dice.pick(world.workstations), dice.pick(open)];
    const target = join(options.folder, 'restored');
    rmSync(target, { recursive: true, force: true });
    const asPushed = snapshot.pushed !== undefined && dice.oneIn(2);
    const layout = asPushed ? { layout: 'pushed' as const } : {};
    const hurt = (await isHurt(world, snapshot)) || !world.opensAll(workstation.pair);
    const { result, text, trouble } = await ran(
      world,
      workstation,
      (repository) => repository.restore({ snapshotId: snapshot.id, target, sealed: TOY_SEAL, ...layout }),
      { excused: hurt },
    );
    const how = asPushed ? ' as it was pushed' : '';
    const what = `${workstation.name} restores ${snapshot.id.slice(0, 8)}${how}${text}`;
    if (!result) return what;
    const failed = new Set(
      result.failed.map(({ path }) => path.map((name) => Buffer.from(name).toString()).join('/')),
    );
    if (failed.size > 0 && !hurt && trouble.kind === 'none')
      throw new Broken(`${what}: failed are ${[...failed].join(', ')}`);
    for (const [path, bytes] of asPushed ? snapshot.pushed! : snapshot.files) {
      if ([...failed].some((one) => one === '' || path === one || path.startsWith(`${one}/`))) continue;
      if (!readFileSync(join(target, path)).equals(bytes))
        throw new Broken(`${what}: ${path} is another file`);
    }
    return `${what} → ${result.files} files, ${failed.size} failed`;
  },
};

async function isHurt(world: World, { hurtBy }: Reported): Promise<boolean> {
  if (world.ledger.unprotected.size > 0) return true;
  const now = await world.hurtNow();
  return [...hurtBy].some((name) => now.has(name));
}
