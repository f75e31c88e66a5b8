import { damaged } from '../format/damaged.js';
import { digestOfName, sha256Hex } from '../format/object-name.js';
import type { LocalIndex } from '../index/local-index.js';
import type { Location } from '../location/location.js';
import { releaseBytes } from '../release-bytes.js';
import { StorageError } from '../storage-error.js';
import { NotKept } from './not-kept.js';

/** Objects of a location, believed only when their bytes have the digest that their name promises. */
export class ObjectStore {
  /** Bytes of objects that this process added; what was there already is not counted. */
  storedBytes = 0;

  constructor(readonly location: Location) {}

  /**
   * Asks a second time before it calls an object altered: what changed on its way here is whole where it lies.
   * @throws StorageError `object-missing`, `object-altered`, `location-unreachable`
   */
  async get(name: string): Promise<Buffer> {
    for (let asked = 0; asked < 2; asked++) {
      const bytes = await this.location.get(name);
      if (sha256Hex(bytes) === digestOfName(name))
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    throw damaged(name);
  }

  /** As `get`, with a copy on the workstation, as sealed as it came: for snapshots and segments, which are small. */
  async getCached(name: string, index: LocalIndex): Promise<Buffer> {
    const row = index.database.prepare('SELECT bytes FROM object WHERE name = ?').get(name);
    const known = row && Buffer.from(row['bytes'] as Uint8Array);
    if (known && sha256Hex(known) === digestOfName(name)) return known;
    const bytes = await this.get(name);
    this.remember(name, bytes, index);
    return bytes;
  }

  remember(name: string, bytes: Buffer, index: LocalIndex): void {
    index.transaction(() =>
      index.database.prepare('INSERT OR REPLACE INTO object (name, bytes) VALUES (?, ?)').run(name, bytes),
    );
  }

  /**
   * Stores what is small and read back at once: without it, packs that are all there would be lost, or a pruning would
   * go by what nobody else can see. Packs are read back before anything names them: read-back.ts.
   * @throws NotKept, and what a location's `put` and `get` throw
   */
  async put(name: string, bytes: Buffer): Promise<void> {
    await this.putStream(name, {
      size: bytes.length,
      sha256: digestOfName(name) ?? sha256Hex(bytes),
      async *open() {
        yield bytes;
      },
    });
    if (!(await this.isKept(name))) throw new NotKept(this.location.place, name);
  }

  /** Whether the location gives back what the name promises. @throws StorageError `location-unreachable` */
  async isKept(name: string): Promise<boolean> {
    try {
      const bytes = await this.location.get(name);
      const isWhole = sha256Hex(bytes) === digestOfName(name);
      releaseBytes(bytes);
      return isWhole;
    } catch (error) {
      if (error instanceof StorageError && error.code.startsWith('object-')) return false;
      throw error;
    }
  }

  async putStream(name: string, object: Parameters<Location['put']>[1]): Promise<void> {
    if ((await this.location.put(name, object)) === 'stored') this.storedBytes += object.size;
  }
}
