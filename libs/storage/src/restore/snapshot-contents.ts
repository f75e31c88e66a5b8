import type { ChunkReader } from '../repository/chunk-reader.js';
import type { ContentsRequest, SnapshotContent } from '../repository/repository.js';
import { openedContent, readContent } from '../snapshots/read-file.js';
import { snapshotEntry } from '../snapshots/snapshot-entry.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { RecentBundles } from './recent-bundles.js';
import { selectedEntries } from './selected-entries.js';

/** What a restore would bring back, for whoever puts it somewhere else than into a folder of this computer. */
export async function* snapshotContents(
  chunks: ChunkReader,
  root: SnapshotRoot,
  request: ContentsRequest,
): AsyncGenerator<SnapshotContent> {
  const bundles = new RecentBundles(chunks);
  const openBundle = (id: Uint8Array): Promise<Buffer> => bundles.open(id);
  const damaged: (readonly Uint8Array[])[] = [];
  for await (const walked of selectedEntries(chunks, root, request, ({ path }) => void damaged.push(path))) {
    for (const path of damaged.splice(0)) request.onDamage?.(path);
    const stored = (): AsyncIterable<Uint8Array> => readContent(chunks, walked.entry, openBundle);
    const { sealed } = request;
    yield {
      entry: snapshotEntry(walked),
      bytes: () => (sealed ? openedContent(walked.entry, stored(), sealed) : stored()),
    };
  }
  for (const path of damaged) request.onDamage?.(path);
}
