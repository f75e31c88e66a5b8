import type { ListedObject, Location, PutObject } from '../location/location.js';
import { StorageError } from '../storage-error.js';

/** A place in memory that remembers all it ever held; `refuses`: it lets nothing go, as under a lock. */
export function memoryLocation(refuses = false): Location & {
  readonly objects: Map<string, Buffer>;
  readonly ever: ReadonlyMap<string, Buffer>;
} {
  const objects = new Map<string, Buffer>();
  const ever = new Map<string, Buffer>();
  return {
    place: 'memory',
    objects,
    ever,
    async put(name: string, object: PutObject) {
      const pieces: Uint8Array[] = [];
      for await (const piece of object.open()) pieces.push(Uint8Array.from(piece));
      if (objects.has(name)) return 'present';
      objects.set(name, Buffer.concat(pieces));
      ever.set(name, Buffer.concat(pieces));
      return 'stored';
    },
    async get(name) {
      const found = objects.get(name);
      if (!found) throw new StorageError('object-missing', `${name} is not there.`);
      return Uint8Array.from(found);
    },
    stat: async (name) => objects.get(name)?.length,
    async *list(prefix): AsyncGenerator<ListedObject> {
      for (const [name, bytes] of [...objects])
        if (name.startsWith(prefix)) yield { name, size: bytes.length };
    },
    async remove(name) {
      if (refuses) throw new StorageError('location-refused', `${name} is locked.`);
      objects.delete(name);
      return 'removed';
    },
    close: async () => {},
  };
}
