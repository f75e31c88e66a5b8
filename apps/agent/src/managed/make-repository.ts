import { rm } from 'node:fs/promises';
import { createRepository, newRecoveryCode, StorageError } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { writeNewSecret } from '../standalone/new-secret-file.js';
import type { Output } from '../terminal/output.js';
import { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import { enrolmentFile } from './enrolment-file.js';
import { joinRepository } from './join-repository.js';
import type { ManagedPlace } from './managed-repository.js';
import { managedPlace, managedWorkFolder, ownKey } from './managed-repository.js';
import { workstationRecipient } from './workstation-recipient.js';

/** The enrolment with its repository, and the recovery code if it was made now and nobody has it in a file. */
export interface JoinedRepository {
  readonly enrolment: Enrolment;
  readonly recoveryCode?: string;
}

/**
 * Makes the employee's repository if there is none, else lets this workstation in. The recovery code is shown or
 * written before the repository exists: a code that opens nothing is harmless, a lost one is not.
 */
export async function makeOrJoinRepository(
  context: CommandContext,
  flags: EnrolFlags,
  enrolment: Enrolment,
  output: Output,
): Promise<JoinedRepository> {
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const place = await managedPlace(plane, context.signal);
  if (enrolment.repositoryId === place.repositoryId) return { enrolment };
  if ((await place.location.stat('config')) !== undefined) {
    return { enrolment: await joinRepository(context, flags, enrolment, place, output) };
  }
  const words = newRecoveryCode();
  if (flags.recoveryCodeFile !== undefined)
    await writeNewSecret(flags.recoveryCodeFile, `${words}\n`, 'The recovery code');
  else if (!output.json) showCode(output, words);
  try {
    await make(context, enrolment, place, words);
  } catch (error) {
    if (flags.recoveryCodeFile !== undefined) await rm(flags.recoveryCodeFile, { force: true });
    if (error instanceof StorageError && error.code === 'repository-exists') {
      return { enrolment: await joinRepository(context, flags, enrolment, place, output) };
    }
    output.warning(
      'The repository could not be made: the recovery code above opens nothing. You get a new one next time.',
    );
    throw error;
  }
  const joined = { ...enrolment, repositoryId: place.repositoryId };
  await enrolmentFile(context.environment.stateFolder).write(joined);
  output.summary('Your repository is ready.');
  if (flags.recoveryCodeFile === undefined) return { enrolment: joined, recoveryCode: words };
  output.summary(
    `Your recovery code is in ${flags.recoveryCodeFile}: print it or keep it in a password manager, then delete the file.`,
  );
  return { enrolment: joined };
}

async function make(
  context: CommandContext,
  enrolment: Enrolment,
  place: ManagedPlace,
  words: string,
): Promise<void> {
  const repository = await createRepository({
    location: place.location,
    workFolder: managedWorkFolder(context.environment.cacheFolder, place.repositoryId),
    recipients: [workstationRecipient(enrolment), { kind: 'recovery-code', words }],
    unlock: ownKey(enrolment),
  });
  await repository.close();
}

/** On stderr, like everything that is not the command's result: a log of stdout must not hold the code. */
function showCode(output: Output, words: string): void {
  const lines = words.split(' ').map((word, at) => `${String(at + 1).padStart(4)}. ${word}`);
  output.warning(
    '\nYour recovery code. It is shown once, and it alone opens your backups if this computer is lost.',
  );
  output.warning('Write it down or put it into a password manager. Nobody at your company has it.\n');
  output.warning(`${lines.join('\n')}\n`);
}
