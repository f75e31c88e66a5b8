import type { Location, Unlock } from '@holdfast/storage';
import { repositoryIdentity } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { RepositoryFlags } from '../commands/shared-options.js';
import { unlockFrom } from '../standalone/unlock.js';
import { managedPlace, ownKey } from './managed-repository.js';
import { RepositoryPins } from './repository-pins.js';
import { managedSession } from './session.js';

/** The enrolled employee's repository for `keys`: opened by this workstation's key, or by what the flags name. */
export async function managedKeysPlace(
  context: CommandContext,
  flags: RepositoryFlags,
): Promise<{ location: Location; unlock: Unlock }> {
  const { stateFolder } = context.environment;
  const { enrolment, plane } = await managedSession(stateFolder);
  const given = flags.passwordFile ?? flags.recoveryCodeFile ?? flags.keyFile;
  const unlock = given === undefined ? ownKey(enrolment) : await unlockFrom(flags);
  const { repositoryId, location } = await managedPlace(plane, context.signal);
  const place = { location, unlock };
  await new RepositoryPins(stateFolder).expect(repositoryId, await repositoryIdentity(place));
  return place;
}
