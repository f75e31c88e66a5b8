import type { IdList, PutTreeChunk } from './id-list.js';
import { IdListWriter, NODE_CHUNK } from './id-list.js';
import type { TreeEntry } from './tree-entry.js';
import { encodeEntry } from './tree-entry.js';

const MIN_NODE_BYTES = 32 * 1024;
const MAX_NODE_BYTES = 256 * 1024;

/**
 * Writes one folder as node chunks. A large folder is cut after names that a checksum picks (one in 256), so that a
 * new name among a million changes one chunk, not all that follow.
 */
export class NodeWriter {
  private readonly list: IdListWriter;
  private parts: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly put: PutTreeChunk) {
    this.list = new IdListWriter(put);
  }

  async add(entry: TreeEntry): Promise<void> {
    const bytes = encodeEntry(entry);
    this.parts.push(bytes);
    this.bytes += bytes.length;
    if (this.bytes >= MAX_NODE_BYTES || (this.bytes >= MIN_NODE_BYTES && isCut(entry.name)))
      await this.flush();
  }

  async finish(): Promise<IdList> {
    if (this.bytes > 0) await this.flush();
    return this.list.finish();
  }

  private async flush(): Promise<void> {
    const plain = Buffer.concat([Buffer.of(NODE_CHUNK), ...this.parts]);
    this.parts = [];
    this.bytes = 0;
    await this.list.add(await this.put(plain));
  }
}

/** FNV-1a over the name; secrecy is not needed, since nodes lie sealed in padded packs. */
function isCut(name: Buffer): boolean {
  let hash = 0x811c9dc5;
  for (const byte of name) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash ^ (hash >>> 15)) & 0xff) === 0;
}
