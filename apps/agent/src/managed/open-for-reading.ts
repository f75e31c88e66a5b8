import type { IndexLoss } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { outputOf } from '../commands/command-context.js';
import type { OutputFlags, RepositoryFlags } from '../commands/shared-options.js';
import { usage } from '../faults/fault.js';
import { unlockFrom } from '../standalone/unlock.js';
import { EnrolledPhones } from './enrolled-phones.js';
import { readingPlace, tellOthers } from './interim-place.js';
import { managedPlace, managedWorkFolder, openManagedRepository, ownKey } from './managed-repository.js';
import { phoneName, phoneNamed } from './phone-names.js';
import { RepositoryPins } from './repository-pins.js';
import { managedSession } from './session.js';

/** Opens the enrolled employee's repository for every verb but `backup`. */
export async function openManagedForReading(
  context: CommandContext,
  flags: RepositoryFlags & OutputFlags,
  onIndexLost: (why: IndexLoss) => void,
): Promise<OpenedRepository> {
  if (flags.passwordFile !== undefined) {
    throw usage('--password-file opens a repository of your own.', 'Name it with --repository.');
  }
  const { environment } = context;
  const { enrolment, plane } = await managedSession(environment.stateFolder);
  const isOwnKey = flags.recoveryCodeFile === undefined && flags.keyFile === undefined;
  const unlock = isOwnKey ? ownKey(enrolment) : await unlockFrom(flags);
  const written = await managedPlace(plane, context.signal);
  const place = readingPlace(written, flags.interim === true, enrolment.workstationId);
  tellOthers(outputOf(context, flags), written, place, enrolment.workstationId);
  const repository = await openManagedRepository(plane, place, {
    unlock,
    isOwnKey,
    onIndexLost,
    pins: new RepositoryPins(environment.stateFolder),
    workFolder: flags.workFolder ?? managedWorkFolder(environment.cacheFolder, place.repositoryId),
  });
  const enrolled = await new EnrolledPhones(environment.stateFolder).all();
  return {
    repository,
    id: place.repositoryId,
    phoneName: (phone, sourceName) => phoneName(enrolled, { phone, sourceName }),
    phoneNamed: async (text) => phoneNamed(text, enrolled, await repository.snapshots()),
    close: () => repository.close(),
  };
}
