import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { objectName } from '../format/object-name.js';
import type { PackKind } from '../packs/pack-layout.js';
import { PackReader } from '../packs/pack-reader.js';
import type { ObjectStore } from './object-store.js';

/** Four data packs: contents of one folder lie in the two packs that were open, give or take their successors. */
const ROOM_BYTES = 64 * 1024 * 1024;

/** The packs read last, whole: a location is asked for whole packs only, so that nobody sees which chunk is read. */
export class PackCache {
  private readonly packs = new Map<string, PackReader>();
  private readonly reading = new Map<string, Promise<PackReader>>();
  private bytes = 0;

  constructor(
    private readonly objects: ObjectStore,
    private readonly keys: RepositoryKeys,
  ) {}

  /** @throws StorageError `object-missing`, `object-altered`, `format-unsupported`, `location-unreachable` */
  async pack(kind: PackKind, sha256: string): Promise<PackReader> {
    const name = objectName(kind, sha256);
    const held = this.packs.get(name);
    if (held) {
      this.packs.delete(name);
      this.packs.set(name, held);
      return held;
    }
    // Who asks meanwhile waits for the same: four readers of one folder would fetch its pack four times.
    let reading = this.reading.get(name);
    if (!reading) {
      reading = this.read(kind, name).finally(() => this.reading.delete(name));
      this.reading.set(name, reading);
    }
    return reading;
  }

  private async read(kind: PackKind, name: string): Promise<PackReader> {
    const pack = new PackReader(kind, this.keys, await this.objects.get(name), name);
    this.bytes += pack.size;
    this.packs.set(name, pack);
    for (const [oldest, reader] of this.packs) {
      if (this.bytes <= ROOM_BYTES || reader === pack) break;
      this.packs.delete(oldest);
      this.bytes -= reader.size;
    }
    return pack;
  }
}
