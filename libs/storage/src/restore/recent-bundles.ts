import type { ChunkReader } from '../repository/chunk-reader.js';

/** About 1 MiB each: neighbours of a folder lie in one, and four may be read at a time. */
const KEPT = 4;

/** Bundles opened last: without them a folder of a thousand notes would open its bundle a thousand times. */
export class RecentBundles {
  private readonly recent = new Map<string, Promise<Buffer>>();

  constructor(private readonly chunks: Pick<ChunkReader, 'chunk'>) {}

  /** @throws StorageError as `ChunkReader.chunk` */
  open(id: Uint8Array): Promise<Buffer> {
    const key = Buffer.from(id).toString('latin1');
    let bundle = this.recent.get(key);
    if (!bundle) {
      bundle = this.chunks.chunk('data', id);
      // One that cannot be read is asked for again by whoever comes next.
      bundle.catch(() => this.recent.delete(key));
    }
    this.recent.delete(key);
    this.recent.set(key, bundle);
    for (const oldest of this.recent.keys()) {
      if (this.recent.size <= KEPT) break;
      this.recent.delete(oldest);
    }
    return bundle;
  }
}
