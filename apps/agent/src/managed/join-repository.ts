import type { RecoveryCodeState } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import {
  addRecipient,
  recoveryCodeKeyPair,
  repositoryIdentity,
  StorageError,
  typedRecoveryCode,
} from '@holdfast/storage';
import type { EnrolFlags } from '../commands/enrol.js';
import { Fault } from '../faults/fault.js';
import { moveIn } from '../joining/come-in.js';
import type { Outside } from '../joining/wait-outside.js';
import { waitOutside } from '../joining/wait-outside.js';
import { proveWholeCode } from '../recovery-code/whole-code.js';
import { isSealOf } from '../recovery-code/recovery-seal.js';
import { readRecoveryCodeFile } from '../standalone/secret-files.js';
import { ask } from '../terminal/ask.js';
import type { Enrolling } from './enrolling.js';
import type { Enrolment } from './enrolment.js';
import type { ManagedPlace } from './managed-repository.js';
import { ownKey } from './managed-repository.js';
import { anotherRepository, RepositoryPins } from './repository-pins.js';
import { workstationRecipient } from './workstation-recipient.js';

/**
 * Lets this workstation into a repository that exists: by its own key where it made that itself and was stopped, by the
 * employee's recovery code, or by another workstation of theirs. The code itself is not kept.
 */
export async function joinRepository(enrolling: Enrolling, place: ManagedPlace): Promise<Outside> {
  const { context, flags, enrolment, plane, output } = enrolling;
  const { stateFolder } = context.environment;
  const main = place.main ?? place;
  const own = await madeHere(stateFolder, enrolment, main);
  const words = own ? undefined : await codeOf(enrolling);
  if (!own && words === undefined) return waitOutside(context, enrolment, plane, output, waitOf(flags));
  const identity = own ?? (await enterByCode(enrolling, main, words ?? ''));
  const joined = await moveIn(stateFolder, enrolment, plane, main, identity);
  output.summary('This workstation opens your repository, with all snapshots made before.');
  const pins = new RepositoryPins(stateFolder);
  if (words !== undefined && (await proveWholeCode(pins, plane, main, words)))
    output.summary('Your recovery code is proven.');
  return { enrolment: joined };
}

const waitOf = ({ waitForApproval }: EnrolFlags): number | undefined =>
  waitForApproval === undefined ? undefined : Number(waitForApproval);

/** The identity of the repository, if this workstation made it and was stopped then. */
async function madeHere(
  stateFolder: string,
  enrolment: Enrolment,
  { repositoryId, location }: ManagedPlace,
): Promise<Uint8Array | undefined> {
  try {
    const identity = await repositoryIdentity({ location, unlock: ownKey(enrolment) });
    return (await new RepositoryPins(stateFolder).knows(repositoryId, identity)) ? identity : undefined;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'wrong-key') return undefined;
    throw error;
  }
}

async function codeOf({ context, flags, output }: Enrolling): Promise<string | undefined> {
  if (flags.recoveryCodeFile !== undefined) return readRecoveryCodeFile(flags.recoveryCodeFile);
  if (!context.streams.stdin.isTTY || output.json) return undefined;
  output.warning('You have a repository already, made on another workstation.');
  for (;;) {
    const question = 'Type your recovery code, or nothing to be let in by the other workstation: ';
    const typed = await ask(context.streams, question, context.signal);
    if (typed === undefined || typed === '') return undefined;
    const words = typedRecoveryCode(typed);
    if (words !== undefined) return words;
    output.warning('That is not it.');
  }
}

/** Opens the repository by the code, makes sure that it is the code's own, and adds this workstation's key. */
async function enterByCode(
  { enrolment, plane }: Enrolling,
  { location }: ManagedPlace,
  words: string,
): Promise<Uint8Array> {
  const request = { location, unlock: { kind: 'recovery-code', words } } as const;
  try {
    const identity = await repositoryIdentity(request);
    expectSealed(await plane.call(endpoints.recoveryCode), words, identity);
    await addRecipient(request, workstationRecipient(enrolment));
    return identity;
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'wrong-key') throw error;
    throw new Fault('wrong-key', {
      what: 'This recovery code does not open your repository.',
      holds: 'Nothing was read and nothing was changed.',
      next: 'Check the twelve words and their order, and that it is your newest code.',
    });
  }
}

/**
 * A code's public key is no secret: whoever runs the location could put a repository there that the code opens. Only who has the
 * code made the seal.
 */
function expectSealed({ seal, publicKey }: RecoveryCodeState, words: string, identity: Uint8Array): void {
  if (seal !== null && isSealOf(seal, words, identity)) return;
  const own = Buffer.from(recoveryCodeKeyPair(words)?.publicKey ?? []).toString('base64');
  if (publicKey === own) throw anotherRepository();
  throw new Fault('refused', {
    what: 'The server does not know this recovery code, so nothing tells whose repository it opens there.',
    holds: 'Nothing was stored there. "holdfast restore --recovery-code-file FILE" reads by it all the same.',
    next: 'On a workstation that opens your repository run "holdfast recovery-code prove", or let this one in there: "holdfast approve".',
  });
}
