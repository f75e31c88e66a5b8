import type { FileHandle } from 'node:fs/promises';
import { ContentCutter } from '../chunking/content-cutter.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
import { readContent } from '../snapshots/read-file.js';
import { treeChunks } from '../snapshots/find-path.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { contentChunks } from '../tree/file-content.js';

/**
 * Whether a file on disk has the bytes of an entry. Cutting it the way a backup does gives the ids of its chunks, so
 * nothing is fetched from the location to find that out; only small files are, with their neighbours.
 */
export class SameContent {
  private cutter: ContentCutter | undefined;

  constructor(
    private readonly keys: RepositoryKeys,
    private readonly chunks: ChunkReader,
  ) {}

  async is(handle: FileHandle, entry: TreeEntry): Promise<boolean> {
    if (entry.size === 0n) return true;
    if (entry.bundle) {
      const bytes = await handle.readFile();
      for await (const piece of readContent(this.chunks, entry)) return bytes.equals(piece);
    }
    const cutter = (this.cutter ??= new ContentCutter(this.keys.gearTable));
    const ids = contentChunks(entry, treeChunks(this.chunks));
    cutter.begin();
    for (let ended = false; !ended;) {
      for (let room = cutter.room(); room.length > 0 && !ended; room = cutter.room()) {
        const { bytesRead } = await handle.read(room, 0, room.length, null);
        cutter.filled(bytesRead);
        ended = bytesRead === 0;
      }
      if (ended) cutter.end();
      for (let chunk = cutter.next(); chunk; chunk = cutter.next()) {
        const id = await ids.next();
        if (id.done || !this.keys.chunkId('data', chunk).equals(id.value)) return false;
      }
    }
    return (await ids.next()).done === true;
  }
}
