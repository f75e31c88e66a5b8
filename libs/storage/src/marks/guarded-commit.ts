import type { OpenState } from '../repository/encrypted-repository.js';
import { NotKept } from '../repository/not-kept.js';
import { StorageError } from '../storage-error.js';
import { isStandalone } from './level-index.js';
import type { Marks } from './read-marks.js';
import { placeMark, readMarks } from './read-marks.js';

export interface CommitToGuard {
  /** Segments that the snapshots name, and all that these name. */
  readonly segments: readonly string[];
  readonly names: ReadonlySet<string>;
  /** As they were when the run brought its index level. */
  readonly marksBefore: Marks;
  readonly atMs: number;
  /** Stores the snapshots and answers with their names. */
  readonly store: () => Promise<readonly string[]>;
}

/**
 * Stores snapshots so that no pruning on another computer takes away what they name, without any lock and whatever the
 * clocks say (docs/decisions/0025): a `needed` mark is stored first, then it is looked whether a sweep was announced or
 * has passed since the run began. A sweep announces itself first and then reads the needed marks and the snapshots. So
 * either it sees this mark, or this run sees the sweep.
 * @throws StorageError `repository-busy` (retry helps): nothing was recorded; `object-altered` where a mark is damaged
 */
export async function commitGuarded(state: OpenState, commit: CommitToGuard): Promise<void> {
  if (!isStandalone(state)) {
    await commit.store();
    return;
  }
  const { objects, keys } = state;
  const { location } = objects;
  const { segments, atMs } = commit;
  const needed = await placeMark(objects, keys, { purpose: 'needed', atMs, names: segments });
  try {
    await refuseIfSwept(state, commit);
    const stored = await commit.store();
    if ((await location.stat(needed)) === undefined) {
      // This run stood still for so long that its mark was taken for that of a dead one.
      await placeMark(objects, keys, { purpose: 'forgotten', atMs, names: stored });
      throw pruned();
    }
  } finally {
    await location.remove(needed).catch(() => {}); // A pruning takes it for a dead run's, after a month.
  }
}

/**
 * Ends a run from which a pruning on another computer has taken, or is about to take, what it counts on.
 * @throws StorageError `repository-busy` (retry helps); `object-altered` where a mark is damaged
 */
export async function refuseIfSwept(
  state: OpenState,
  { segments, names, marksBefore }: Pick<CommitToGuard, 'segments' | 'names' | 'marksBefore'>,
): Promise<void> {
  const marks = await readMarks(state.objects, state.keys);
  const [unread] = marks.damaged;
  if (unread) {
    throw new StorageError(
      'object-altered',
      `${unread.objectName} is damaged, so it is unknown what is being removed. Nothing was recorded, and what was ` +
        'sent is kept. Run "holdfast prune", then the backup again.',
    );
  }
  const sweeping = marks.names('sweeping');
  for (const name of [...segments, ...names]) if (sweeping.has(name)) throw pruned();
  if (marks.trace === marksBefore.trace) return;
  if (await anyMissing(state, [...segments, ...names])) throw pruned();
}

/**
 * What no snapshot names yet looks unneeded to a pruning: then the location is not to blame that it gives back nothing.
 * @throws StorageError `repository-busy` (retry helps), or the error that came
 */
export async function blameWhoTookIt(state: OpenState, marksBefore: Marks, error: unknown): Promise<never> {
  if (error instanceof NotKept && isStandalone(state))
    await refuseIfSwept(state, { segments: [], names: new Set([error.objectName]), marksBefore });
  throw error;
}

async function anyMissing({ objects }: OpenState, names: readonly string[]): Promise<boolean> {
  const missing = new Set(names);
  for (const prefix of ['segment/', 'index/', 'tree/', 'data/'])
    for await (const { name } of objects.location.list(prefix)) missing.delete(name);
  return missing.size > 0;
}

const pruned = (): StorageError =>
  new StorageError(
    'repository-busy',
    'Another computer was pruning this repository at the same time and took away what this backup counted on. ' +
      'Nothing was recorded; earlier snapshots are whole and what was sent is kept. Run the backup again.',
    { retryHelps: true },
  );
