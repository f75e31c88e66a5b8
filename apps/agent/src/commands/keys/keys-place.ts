import type { Location, Unlock } from '@holdfast/storage';
import { locationOf } from '../../standalone/location.js';
import { parsePlace } from '../../standalone/place.js';
import { unlockFrom } from '../../standalone/unlock.js';
import type { CommandContext } from '../command-context.js';
import type { RepositoryFlags } from '../shared-options.js';

/** Which repository, and what opens it: all that recipients need. No index, no work folder. */
export interface KeysPlace {
  readonly location: Location;
  readonly unlock: Unlock;
  readonly now: () => Date;
}

/** Does something with the recipients of the repository that the flags name, or of that of the enrolment. */
export async function atKeysPlace<T>(
  context: CommandContext,
  flags: RepositoryFlags,
  work: (place: KeysPlace) => Promise<T>,
): Promise<T> {
  const { location, unlock } = await placeMeant(context, flags);
  try {
    return await work({ location, unlock, now: context.now });
  } finally {
    await location.close();
  }
}

async function placeMeant(
  context: CommandContext,
  flags: RepositoryFlags,
): Promise<{ location: Location; unlock: Unlock }> {
  if (flags.repository === undefined) {
    const { managedKeysPlace } = await import('../../managed/keys-place.js');
    return managedKeysPlace(context, flags);
  }
  const place = parsePlace(flags.repository);
  return { unlock: await unlockFrom(flags), location: locationOf(place, context.environment.s3) };
}
