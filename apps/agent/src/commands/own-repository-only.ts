import { StorageError } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import type { RepositoryFlags } from './shared-options.js';

/** Runs what the engine refuses in a company's repository, and says that refusal as what it is: not a wrong credential. */
export async function ownRepositoryOnly<T>(flags: RepositoryFlags, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRefusal = error instanceof StorageError && error.code === 'location-refused';
    if (!isRefusal || flags.repository !== undefined) throw error;
    throw new Fault(
      'refused',
      {
        what: error.message,
        next: 'Ask your IT about what is kept and for how long. For a repository of your own, name it with --repository.',
      },
      { cause: error },
    );
  }
}
