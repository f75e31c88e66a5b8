import type { Action } from './action.js';
import { Broken } from './action.js';
import { backUp, backUpWith } from './actions/back-up.js';
import { addKey, changeLaptop } from './actions/change-people.js';
import { usePhone } from './actions/change-phone.js';
import { forget } from './actions/forget.js';
import { heal, healWith } from './actions/heal.js';
import { copyAll, hurtObjects } from './actions/hurt-objects.js';
import { passTime } from './actions/pass-time.js';
import { prune } from './actions/prune.js';
import { pruneAround } from './actions/prune-around.js';
import { restore } from './actions/restore.js';
import { verify } from './actions/verify.js';
import { checkWorld } from './check-world.js';
import { Dice } from './dice.js';
import { changePhone } from './phone-changes.js';
import { NO_TROUBLE } from './trouble.js';
import { World, type WorldOptions } from './world.js';

/** What can happen. A new action is one file and one name here. */
export const ACTIONS: readonly Action[] = [
  backUp,
  usePhone,
  hurtObjects,
  copyAll,
  verify,
  heal,
  forget,
  prune,
  pruneAround,
  restore,
  passTime,
  changeLaptop,
  addKey,
];

export interface HistoryOptions extends WorldOptions {
  readonly seed: number;
  readonly steps: readonly [least: number, most: number];
  /** After one step in so many it is looked whether all is well: 1 finds the step, and takes longer. */
  readonly looksOneIn: number;
}

/** Of what went over the line. */
const STORY_LINES = 100;

/** Plays one history. Answers what is wrong with the engine, told step by step, or nothing. */
export async function playHistory(options: HistoryOptions): Promise<string | undefined> {
  const dice = new Dice(options.seed);
  const world = await World.make(dice, options);
  const told: string[] = [];
  try {
    const steps = dice.between(...options.steps);
    for (let step = 1; step <= steps; step++) {
      told.push('…');
      told[step - 1] = await drawn(dice).act(world);
      if (dice.below(12) % options.looksOneIn === 0) await checkWorld(world);
    }
    await theEnd(world, told);
    return undefined;
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return [
      `history ${options.seed}: ${error.message}`,
      ...told.map((text, i) => `  ${i + 1}. ${text}`),
      ...(options.place.story?.() ?? []).slice(-STORY_LINES).map((line) => `    ${line}`),
    ].join('\n');
  } finally {
    await world.end();
  }
}

function drawn(dice: Dice): Action {
  let at = dice.below(ACTIONS.reduce((sum, { weight }) => sum + weight, 0));
  return ACTIONS.find(({ weight }) => (at -= weight) < 0)!;
}

/** Whatever happened, everybody can go on: what can be healed is, each phone is backed up, and all of that is whole. */
async function theEnd(world: World, told: string[]): Promise<void> {
  const { workstations, phones, dice } = world;
  const workstation = workstations.find(({ pair }) => pair === world.keys[0]) ?? world.stranger();
  // What a segment or shard that came back names is looked at the second time.
  for (let round = 0; round < 2 && !(await world.isSound()); round++)
    told.push(await healWith(world, workstation, NO_TROUBLE));
  for (const phone of phones) {
    if (phone.files.size === 0) changePhone(phone, dice);
    told.push(await backUpWith(world, workstation, phone, undefined, NO_TROUBLE));
  }
  await checkWorld(world, dice.pick(world.keys.filter((pair) => world.opensAll(pair))));
}
