import { createHash } from 'node:crypto';
import type { IdList } from '../tree/id-list.js';
import { NodeWriter } from '../tree/node-writer.js';
import { NO_IDS } from '../tree/tree-entry.js';

/** Tree chunks in memory, and how often each was read. */
export class TreeChunks {
  readonly chunks = new Map<string, Buffer>();
  reads: string[] = [];

  readonly put = async (plain: Buffer): Promise<Buffer> => {
    const id = createHash('sha256').update(plain).digest();
    this.chunks.set(id.toString('hex'), plain);
    return id;
  };

  readonly get = async (id: Uint8Array): Promise<Buffer> => {
    const key = Buffer.from(id).toString('hex');
    this.reads.push(key);
    return this.chunks.get(key)!;
  };

  /** A folder of links, name → version; each is large, so that few of them fill a chunk. */
  async folder(names: ReadonlyMap<string, number>): Promise<IdList> {
    const writer = new NodeWriter(this.put);
    for (const name of [...names.keys()].sort()) {
      await writer.add({
        name: Buffer.from(name),
        kind: 'symlink',
        size: 0n,
        mtimeNs: BigInt(names.get(name)!),
        mode: undefined,
        category: 'other',
        ids: NO_IDS,
        linkTarget: Buffer.alloc(4000, 'x'),
      });
    }
    return writer.finish();
  }
}
