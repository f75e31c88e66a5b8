import type { ContentsRequest, Repository, SnapshotSummary } from '@holdfast/storage';

/** What of a snapshot is asked for. */
export interface Asked {
  readonly repository: Repository;
  readonly snapshot: SnapshotSummary;
  readonly what: Omit<ContentsRequest, 'snapshotId' | 'onDamage'>;
}

/** Bytes that the files of a restore have together, as the snapshot knows them. */
export async function bytesAsked({
  repository,
  snapshot,
  what,
}: Asked): Promise<{ files: number; bytes: bigint }> {
  let [files, bytes] = [0, 0n];
  for await (const { entry } of repository.contents({ ...what, snapshotId: snapshot.id })) {
    if (entry.kind !== 'file') continue;
    files += 1;
    bytes += entry.size;
  }
  return { files, bytes };
}
