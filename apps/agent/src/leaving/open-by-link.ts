import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endpoints } from '@holdfast/contracts';
import type { LeaverRepository } from '@holdfast/contracts';
import type { Repository } from '@holdfast/storage';
import { openRepository, signedLocation, StorageError } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { Fault } from '../faults/fault.js';
import { ProblemError } from '../faults/problem-error.js';
import { controlPlaneSigner, LEAVER } from '../managed/url-signer.js';
import type { LeaverAccess } from './leaver-access.js';

/**
 * Opens a leaver's repository for reading, on a computer that nobody enrolled. The index lies in a folder of its own that
 * goes when it is closed: this may be somebody else's computer.
 */
export async function openByLink(
  context: CommandContext,
  access: LeaverAccess,
  words: string,
): Promise<OpenedRepository> {
  const place = await repositoryOf(access);
  const parent = join(context.environment.cacheFolder, 'leaving');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const workFolder = await mkdtemp(join(parent, 'export-'));
  const away = () => rm(workFolder, { recursive: true, force: true });
  try {
    const repository = await openSomewhere(access, place, words, workFolder);
    const labels = new Map(access.kept.phones.map(({ id, label }) => [id, label]));
    return {
      repository,
      id: place.repositoryId,
      phoneName: (phone, sourceName) => labels.get(phone) ?? sourceName,
      phoneNamed: (text) => {
        const named = access.kept.phones.find(({ id, label }) => id === text || label === text);
        return Promise.resolve(named?.id ?? text);
      },
      close: async () => {
        await repository.close();
        await away();
      },
    };
  } catch (error) {
    await away();
    throw error;
  }
}

async function repositoryOf(access: LeaverAccess): Promise<LeaverRepository> {
  try {
    return await access.call(endpoints.leaverRepository);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error;
    throw new Fault('not-found', {
      what: 'Nothing of you was ever backed up there.',
      next: 'If you know of a backup, it was another company’s: use its link.',
    });
  }
}

/** The location with the most versions first; another one where it cannot be reached. */
async function openSomewhere(
  access: LeaverAccess,
  { repositoryId, locations }: LeaverRepository,
  words: string,
  workFolder: string,
): Promise<Repository> {
  let failure: unknown;
  for (const { locationId, name } of locations) {
    const signer = controlPlaneSigner(access, repositoryId, locationId, LEAVER);
    const location = signedLocation(signer, { place: `${name} at ${access.origin}` });
    try {
      return await openRepository({
        location,
        workFolder,
        unlock: { kind: 'recovery-code', words },
        committer: {
          commit: () => Promise.reject(new Error('opened for reading only')),
          committed: async () => {
            const state = await access.call(endpoints.leaverState, { params: { id: repositoryId } });
            return state.snapshots.map(({ objectName }) => objectName);
          },
        },
      });
    } catch (error) {
      await location.close();
      if (!(error instanceof StorageError) || error.code !== 'location-unreachable') throw error;
      failure = error;
    }
  }
  throw failure;
}
