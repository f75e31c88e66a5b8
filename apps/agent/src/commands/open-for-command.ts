import type { IndexLoss, Repository } from '@holdfast/storage';
import { openRepository } from '@holdfast/storage';
import { usage } from '../faults/fault.js';
import { locationOf } from '../standalone/location.js';
import { parsePlace, placeText } from '../standalone/place.js';
import { unlockFrom } from '../standalone/unlock.js';
import { workFolderFor } from '../standalone/work-folder.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';

/** A repository opened for a verb, with the names that its phones have for a person. */
export interface OpenedRepository {
  readonly repository: Repository;
  /** The control plane's id when managed, the repository's own when standalone. */
  readonly id: string;
  /** What a phone of the repository is called: its label when managed, its source when standalone. */
  phoneName(phone: string, sourceName: string): string;
  /** The repository's own name of the phone that a person means. @throws Fault `not-found` */
  phoneNamed(text: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens the repository that the flags name, or that of the enrolment. */
export async function openForCommand(
  context: CommandContext,
  flags: RepositoryFlags & OutputFlags,
): Promise<OpenedRepository> {
  const tellLoss = (why: IndexLoss): void => outputOf(context, flags).note(lossText(why));
  if (flags.repository === undefined) {
    const { openManagedForReading } = await import('../managed/open-for-reading.js');
    return openManagedForReading(context, flags, tellLoss);
  }
  if (flags.interim) throw usage('--interim is of an enrolled workstation.', 'Leave it or --repository out.');
  const place = parsePlace(flags.repository);
  const unlock = await unlockFrom(flags);
  const location = locationOf(place, context.environment.s3);
  try {
    const repository = await openRepository({
      location,
      unlock,
      onIndexLost: tellLoss,
      workFolder: flags.workFolder ?? workFolderFor(context.environment.cacheFolder, placeText(place)),
    });
    return {
      repository,
      id: repository.id,
      phoneName: (_phone, sourceName) => sourceName,
      phoneNamed: (text) => Promise.resolve(text),
      close: () => repository.close(),
    };
  } catch (error) {
    await location.close();
    throw error;
  }
}

/** A lost index costs reading and nothing else, so it is told and not asked about. */
function lossText(why: IndexLoss): string {
  const was = {
    damaged: 'was damaged',
    'another version': 'was made by another version of Holdfast',
    'another repository': 'was that of another repository',
  }[why];
  return `The local index on this computer ${was}: it is built anew from the repository, which was not touched.`;
}
