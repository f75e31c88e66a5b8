import { StorageError } from '../storage-error.js';
import type { Repository } from './repository.js';
import { isDatabaseDamage } from './work-folder.js';

/**
 * A repository whose local index may turn out to be damaged in the middle of its work: SQLite's error becomes one for the
 * person, and `lost` is called when the repository is closed, so that the next opening begins with a new index.
 */
export function guardIndex(repository: Repository, lost: () => void): Repository {
  let isDamaged = false;
  const told = (error: unknown): unknown => {
    if (!isDatabaseDamage(error)) return error;
    isDamaged = true;
    return indexDamaged(error);
  };
  const guarded =
    <A extends unknown[], R>(verb: (...a: A) => Promise<R>) =>
    async (...a: A): Promise<R> => {
      try {
        return await verb.apply(repository, a);
      } catch (error) {
        throw told(error);
      }
    };
  const stream = <A extends unknown[], R>(verb: (...a: A) => AsyncIterable<R>) =>
    async function* (...a: A): AsyncGenerator<R> {
      try {
        yield* verb.apply(repository, a);
      } catch (error) {
        throw told(error);
      }
    };
  return {
    id: repository.id,
    identity: repository.identity,
    backup: guarded(repository.backup),
    snapshots: guarded(repository.snapshots),
    resolveSnapshot: guarded(repository.resolveSnapshot),
    list: stream(repository.list),
    find: stream(repository.find),
    diff: stream(repository.diff),
    read: stream(repository.read),
    phoneSecrets: guarded(repository.phoneSecrets),
    arrange: guarded(repository.arrange),
    pushedFiles: guarded(repository.pushedFiles),
    contents: stream(repository.contents),
    restore: guarded(repository.restore),
    verify: guarded(repository.verify),
    heal: guarded(repository.heal),
    repairIndex: guarded(repository.repairIndex),
    forget: guarded(repository.forget),
    prune: guarded(repository.prune),
    close: async () => {
      try {
        await repository.close();
      } finally {
        if (isDamaged) leaveToNext(lost);
      }
    },
  };
}

/** Where a backup here is at work with it, it will find out by itself. */
function leaveToNext(lost: () => void): void {
  try {
    lost();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}

const indexDamaged = (cause: unknown): StorageError =>
  new StorageError(
    'index-damaged',
    'The local index of this repository, a cache on this computer, is damaged. The repository itself was not touched: the ' +
      'index is built anew from it when it is opened again.',
    { cause, retryHelps: true },
  );
