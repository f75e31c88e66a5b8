import { openRepository, StorageError } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { Fault } from '../faults/fault.js';
import { readRecoveryCodeFile } from '../standalone/secret-files.js';
import type { Output } from '../terminal/output.js';
import type { Enrolment } from './enrolment-file.js';
import { enrolmentFile } from './enrolment-file.js';
import type { ManagedPlace } from './managed-repository.js';
import { managedWorkFolder, ownKey } from './managed-repository.js';

/**
 * Lets this workstation into a repository that exists: by its own key where that opens it (a creation whose last step
 * was not noted), else by the employee's recovery code, which is then kept beside the key, mode 0600.
 */
export async function joinRepository(
  context: CommandContext,
  flags: EnrolFlags,
  enrolment: Enrolment,
  place: ManagedPlace,
  output: Output,
): Promise<Enrolment> {
  const recoveryCode = (await opens(context, { ...enrolment, recoveryCode: null }, place))
    ? null
    : await codeThatOpens(context, flags, enrolment, place);
  const joined = { ...enrolment, recoveryCode, repositoryId: place.repositoryId };
  await enrolmentFile(context.environment.stateFolder).write(joined);
  output.summary('This workstation opens your repository, with all snapshots made before.');
  return joined;
}

async function codeThatOpens(
  context: CommandContext,
  flags: EnrolFlags,
  enrolment: Enrolment,
  place: ManagedPlace,
): Promise<string> {
  if (flags.recoveryCodeFile === undefined) {
    throw new Fault('wrong-key', {
      what: 'You have a repository already, made on another workstation, and this one has no key to it.',
      holds: 'This workstation is enrolled; nothing was read and nothing was changed.',
      next: 'Bring it in with your recovery code: "holdfast enrol --recovery-code-file FILE".',
    });
  }
  const recoveryCode = await readRecoveryCodeFile(flags.recoveryCodeFile);
  if (await opens(context, { ...enrolment, recoveryCode }, place)) return recoveryCode;
  throw new Fault('wrong-key', {
    what: 'This recovery code does not open your repository.',
    holds: 'Nothing was read and nothing was changed.',
    next: 'Check the twelve words and their order, and that it is your newest code.',
  });
}

async function opens(context: CommandContext, enrolment: Enrolment, place: ManagedPlace): Promise<boolean> {
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
