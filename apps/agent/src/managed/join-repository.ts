import { addRecipient, openRepository, StorageError } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { Fault } from '../faults/fault.js';
import { readRecoveryCodeFile } from '../standalone/secret-files.js';
import type { Output } from '../terminal/output.js';
import type { Enrolment } from './enrolment.js';
import { enrolmentFile } from './enrolment-file.js';
import type { ManagedPlace } from './managed-repository.js';
import { managedWorkFolder, ownKey } from './managed-repository.js';
import { workstationRecipient } from './workstation-recipient.js';

/**
 * Lets this workstation into a repository that exists: by its own key where that opens it (a creation whose last step
 * was not noted), else the employee's recovery code adds that key as a recipient. The code itself is not kept.
 */
export async function joinRepository(
  context: CommandContext,
  flags: EnrolFlags,
  enrolment: Enrolment,
  place: ManagedPlace,
  output: Output,
): Promise<Enrolment> {
  if (!(await opensByOwnKey(context, enrolment, place))) await addOwnKey(flags, enrolment, place);
  const joined = { ...enrolment, repositoryId: place.repositoryId };
  await enrolmentFile(context.environment.stateFolder).write(joined);
  output.summary('This workstation opens your repository, with all snapshots made before.');
  return joined;
}

async function addOwnKey(flags: EnrolFlags, enrolment: Enrolment, place: ManagedPlace): Promise<void> {
  if (flags.recoveryCodeFile === undefined) {
    throw new Fault('wrong-key', {
      what: 'You have a repository already, made on another workstation, and this one has no key to it.',
      holds: 'This workstation is enrolled; nothing was read and nothing was changed.',
      next: 'Bring it in with your recovery code: "holdfast enrol --recovery-code-file FILE".',
    });
  }
  const words = await readRecoveryCodeFile(flags.recoveryCodeFile);
  try {
    await addRecipient(
      { location: place.location, unlock: { kind: 'recovery-code', words } },
      workstationRecipient(enrolment),
    );
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'wrong-key') throw error;
    throw new Fault('wrong-key', {
      what: 'This recovery code does not open your repository.',
      holds: 'Nothing was read and nothing was changed.',
      next: 'Check the twelve words and their order, and that it is your newest code.',
    });
  }
}

async function opensByOwnKey(
  context: CommandContext,
  enrolment: Enrolment,
  place: ManagedPlace,
): Promise<boolean> {
  try {
    const repository = await openRepository({
      location: place.location,
      workFolder: managedWorkFolder(context.environment.cacheFolder, place.repositoryId),
      unlock: ownKey(enrolment),
    });
    await repository.close();
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'wrong-key') return false;
    throw error;
  }
}
