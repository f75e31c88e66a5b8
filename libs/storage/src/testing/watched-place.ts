import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';

/** A place in memory whose owner writes down every request and keeps every object: all that one can ever see there. */
export class WatchedPlace {
  readonly objects = new Map<string, Buffer>();
  /** `get data/…`, in order. */
  readonly requests: string[] = [];

  readonly location: Location = {
    place: 'memory',
    put: async (name, object) => {
      this.requests.push(`put ${name}`);
      const pieces: Uint8Array[] = [];
      for await (const piece of object.open()) pieces.push(Uint8Array.from(piece));
      if (this.objects.has(name)) return 'present';
      this.objects.set(name, Buffer.concat(pieces));
      return 'stored';
    },
    get: async (name) => {
      this.requests.push(`get ${name}`);
      const found = this.objects.get(name);
      if (!found) throw new StorageError('object-missing', `${name} is not there.`);
      return Uint8Array.from(found);
    },
    stat: async (name) => {
      this.requests.push(`stat ${name}`);
      return this.objects.get(name)?.length;
    },
    list: (prefix) => this.listed(prefix),
    remove: async (name) => {
      this.requests.push(`remove ${name}`);
      this.objects.delete(name);
      return 'removed';
    },
    close: async () => {},
  };

  /** Objects of one kind: `data`, `tree`, … */
  of(kind: string): { name: string; bytes: Buffer }[] {
    return [...this.objects]
      .filter(([name]) => name.startsWith(`${kind}/`))
      .map(([name, bytes]) => ({ name, bytes }));
  }

  private async *listed(prefix: string): ReturnType<Location['list']> {
    this.requests.push(`list ${prefix}`);
    for (const [name, { length }] of [...this.objects])
      if (name.startsWith(prefix)) yield { name, size: length };
  }
}
