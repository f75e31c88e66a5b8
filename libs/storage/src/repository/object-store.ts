import { damaged } from '../format/damaged.js';
import { digestOfName, sha256Hex } from '../format/object-name.js';
import type { LocalIndex } from '../index/local-index.js';
import type { Location } from '../location/location.js';

/** Objects of a location, believed only when their bytes have the digest that their name promises. */
export class ObjectStore {
  /** Bytes of objects that this process added; what was there already is not counted. */
  storedBytes = 0;

  constructor(readonly location: Location) {}

  /** @throws StorageError `object-missing`, `object-altered`, `location-unreachable` */
  async get(name: string): Promise<Buffer> {
    const bytes = await this.location.get(name);
    if (sha256Hex(bytes) !== digestOfName(name)) throw damaged(name);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** As `get`, with a copy on the workstation, as sealed as it came: for snapshots and segments, which are small. */
  async getCached(name: string, index: LocalIndex): Promise<Buffer> {
    const row = index.database.prepare('SELECT bytes FROM object WHERE name = ?').get(name);
    if (row) return Buffer.from(row['bytes'] as Uint8Array);
    const bytes = await this.get(name);
    this.remember(name, bytes, index);
    return bytes;
  }

  remember(name: string, bytes: Buffer, index: LocalIndex): void {
    index.transaction(() =>
      index.database.prepare('INSERT OR IGNORE INTO object (name, bytes) VALUES (?, ?)').run(name, bytes),
    );
  }

  async put(name: string, bytes: Buffer): Promise<void> {
    await this.putStream(name, {
      size: bytes.length,
      sha256: digestOfName(name) ?? sha256Hex(bytes),
      async *open() {
        yield bytes;
      },
    });
  }

  async putStream(name: string, object: Parameters<Location['put']>[1]): Promise<void> {
    if ((await this.location.put(name, object)) === 'stored') this.storedBytes += object.size;
  }
}
