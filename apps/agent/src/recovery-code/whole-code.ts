import { typedRecoveryCode } from '@holdfast/storage';
import type { RecoveryCodeState } from '@holdfast/contracts';
import type { CommandContext } from '../commands/command-context.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { ManagedPlace } from '../managed/managed-repository.js';
import { RepositoryPins } from '../managed/repository-pins.js';
import { ask } from '../terminal/ask.js';
import type { Output } from '../terminal/output.js';
import { proveCode, registerCode } from './code-at-server.js';
import { openedByCode } from './opened-by-code.js';
import { TRIES } from './three-words.js';

/**
 * Proves a whole code: that it opens everything in the repository, and then to the control plane, with a seal of which one that
 * is. Undefined: it is not it. @throws Fault `refused` where the server shows another repository than this workstation knows
 */
export async function proveWholeCode(
  pins: RepositoryPins,
  plane: ControlPlane,
  place: ManagedPlace,
  words: string,
): Promise<RecoveryCodeState | undefined> {
  const identity = await openedByCode(place.location, words);
  if (identity === undefined) return undefined;
  // The seal would vouch for it to whoever comes in by the code.
  await pins.expect(place.repositoryId, identity);
  await registerCode(plane, words, identity);
  return proveCode(plane, words);
}

/** Asks for the twelve words until they are it. Undefined: nobody is there, they do it later, or it was not it time and again. */
export async function askWholeCode(
  context: CommandContext,
  output: Output,
  plane: ControlPlane,
  place: ManagedPlace,
): Promise<RecoveryCodeState | undefined> {
  const pins = new RepositoryPins(context.environment.stateFolder);
  output.warning('Type the twelve words, in their order (the first four letters of each will do).');
  for (let tries = 0; tries < TRIES; tries += 1) {
    const typed = await ask(context.streams, 'Recovery code (nothing to do it later): ', context.signal);
    if (typed === undefined || typed === '') return undefined;
    const words = typedRecoveryCode(typed);
    const proven = words === undefined ? undefined : await proveWholeCode(pins, plane, place, words);
    if (proven) return proven;
    output.warning('That is not it.');
  }
  return undefined;
}
