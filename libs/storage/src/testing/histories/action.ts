import { SourceError } from '@holdfast/contracts';
import type { Repository } from '../../repository/repository.js';
import { StorageError } from '../../storage-error.js';
import type { Trouble } from './trouble.js';
import { drawTrouble, troubleText } from './trouble.js';
import type { TroubledLocation } from './troubled-location.js';
import type { Workstation } from './workstation.js';
import type { World } from './world.js';

/** One kind of step: draws what it needs from the world's dice, does it, and answers what it did, in one line. */
export interface Action {
  /** How often it comes, beside the others. */
  readonly weight: number;
  act(world: World): Promise<string>;
}

/** The engine did what it must never do. */
export class Broken extends Error {}

export interface Ran<T> {
  /** Undefined: it ended with an error that has a code. */
  readonly result: T | undefined;
  readonly code: string | undefined;
  /** What came in its way, and how it ended. */
  readonly text: string;
  readonly trouble: Trouble;
}

/**
 * Runs a program with a drawn trouble. Errors with a code are how it may end; without trouble and damage it may not
 * end with one of them either. @throws Broken
 */
export async function ran<T>(
  world: World,
  workstation: Workstation,
  work: (repository: Repository, line: TroubledLocation) => Promise<T>,
  options: { readonly trouble?: Trouble; readonly excused?: boolean } = {},
): Promise<Ran<T>> {
  const { dice, place } = world;
  const trouble = options.trouble ?? drawTrouble(dice, place.disturb);
  const wasSound = await world.isSound();
  const stays = dice.oneIn(2);
  const said = troubleText(trouble);
  try {
    const { result } = await workstation.run(trouble, stays, work);
    return { result, code: undefined, text: said, trouble };
  } catch (error) {
    const code =
      error instanceof StorageError
        ? error.code
        : error instanceof SourceError
          ? error.causeClass
          : undefined;
    const told = `${said} → ${code}`;
    if (code === undefined)
      throw new Broken(
        `${workstation.name}${said}: an error without a code: ${(error as Error).stack ?? String(error)}`,
      );
    if (trouble.kind === 'none' && wasSound && world.opensAll(workstation.pair) && !options.excused)
      throw new Broken(`${workstation.name} failed for no reason: ${(error as Error).stack}`);
    return { result: undefined, code, text: told, trouble };
  } finally {
    place.calm?.();
  }
}
