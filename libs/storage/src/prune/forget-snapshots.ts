import { placeMark } from '../marks/read-marks.js';
import { isStandalone } from '../marks/level-index.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { removeObjects } from '../repository/remove-objects.js';
import type { ForgetRequest, ForgetResult } from '../repository/repository.js';
import { shown, type OpenedSnapshot, type SnapshotList } from '../snapshots/snapshot-list.js';
import { StorageError } from '../storage-error.js';

/**
 * Lets snapshots go: written down first, so that they count no more even where their objects cannot be removed. Their
 * contents stay until a pruning finds that nothing else needs them.
 * @throws StorageError `snapshot-unknown`; `snapshot-needed` for the newest of a phone; `location-refused` in a company's
 * repository, where the control plane decides by the policy
 */
export async function forgetSnapshots(
  state: OpenState,
  list: SnapshotList,
  request: ForgetRequest,
): Promise<ForgetResult> {
  if (!isStandalone(state)) throw notHere();
  const readable = await list.readable();
  const all = shown(readable);
  const chosen = request.snapshotIds.map((id) => {
    const found = all.find(({ summary }) => summary.id === id || summary.originalId === id);
    if (!found)
      throw new StorageError('snapshot-unknown', `No snapshot is called ${id}. Nothing was forgotten.`);
    return found;
  });
  for (const { objectName, root } of chosen) {
    const newest = all.find((one) => one.root.phone === root.phone);
    if (newest?.objectName === objectName) throw newestStays(root.phone);
  }
  const forgotten = [...new Set(chosen)].map(({ summary }) => summary);
  if (request.dryRun || forgotten.length === 0) return { forgotten, stillStored: 0 };
  const names = withTwins(readable, chosen);
  return { forgotten, stillStored: await dropSnapshots(state, names, request.now().getTime()) };
}

/** Writes down that these count no more, then removes them. Answers how many the location did not let go. */
export async function dropSnapshots(
  { objects, keys }: OpenState,
  names: readonly string[],
  atMs: number,
): Promise<number> {
  if (names.length === 0) return 0;
  await placeMark(objects, keys, { purpose: 'forgotten', atMs: Math.max(0, atMs), names });
  return removeObjects(objects.location, names);
}

/** A snapshot that was packed anew and what it took the place of go together, or the other one would come back. */
function withTwins(readable: readonly OpenedSnapshot[], chosen: readonly OpenedSnapshot[]): string[] {
  const firsts = new Set(chosen.map(firstOf));
  return readable.filter((one) => firsts.has(firstOf(one))).map(({ objectName }) => objectName);
}

const firstOf = ({ objectName, root }: OpenedSnapshot): string => root.original ?? objectName;

export const notHere = (): StorageError =>
  new StorageError(
    'location-refused',
    "This is a company's repository: what is kept follows from its policy, and only its control plane removes. Nothing was changed.",
  );

const newestStays = (phone: string): StorageError =>
  new StorageError(
    'snapshot-needed',
    `The newest snapshot of ${phone} is never forgotten, since it may be all there is of it. Nothing was forgotten.`,
  );
