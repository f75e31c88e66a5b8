import type { SnapshotFilter, SnapshotSummary } from '../repository/repository.js';
import { StorageError } from '../storage-error.js';

/**
 * `latest`, a full id, or the beginning of one.
 * @param snapshots newest first
 * @throws StorageError `snapshot-unknown`, `snapshot-ambiguous`
 */
export function resolveSnapshot(
  snapshots: readonly SnapshotSummary[],
  reference: string,
  { phone: wanted, takenBy }: SnapshotFilter = {},
): SnapshotSummary {
  const ofPhone = snapshots.filter(({ phone }) => wanted === undefined || phone === wanted);
  const candidates = ofPhone.filter(({ takenAt }) => takenBy === undefined || takenAt <= takenBy);
  const matches =
    reference === 'latest'
      ? candidates.slice(0, 1)
      : candidates.filter(({ id, originalId }) => {
          const beginsSo = (full = ''): boolean =>
            reference !== '' && full.startsWith(reference.toLowerCase());
          return beginsSo(id) || beginsSo(originalId);
        });
  const [found, second] = matches;
  if (found === undefined) {
    if (takenBy !== undefined && ofPhone.length > 0)
      throw new StorageError('snapshot-unknown', 'No snapshot was taken at that moment or before.');
    const none =
      snapshots.length === 0
        ? 'The repository holds no snapshot yet.'
        : 'List them with "holdfast snapshots".';
    throw new StorageError('snapshot-unknown', `No snapshot is called that. ${none}`);
  }
  if (second !== undefined) {
    throw new StorageError(
      'snapshot-ambiguous',
      `${matches.length} snapshots begin like that. Give more of the id.`,
    );
  }
  return found;
}
