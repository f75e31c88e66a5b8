import type { SnapshotSummary } from '../repository/repository.js';
import { StorageError } from '../storage-error.js';

/**
 * `latest`, a full id, or the beginning of one.
 * @param snapshots newest first
 * @throws StorageError `snapshot-unknown`, `snapshot-ambiguous`
 */
export function resolveSnapshot(
  snapshots: readonly SnapshotSummary[],
  reference: string,
  filter: { readonly phone?: string } = {},
): SnapshotSummary {
  const candidates = snapshots.filter(({ phone }) => filter.phone === undefined || phone === filter.phone);
  const matches =
    reference === 'latest'
      ? candidates.slice(0, 1)
      : candidates.filter(({ id }) => reference !== '' && id.startsWith(reference.toLowerCase()));
  const [found, second] = matches;
  if (found === undefined) {
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
