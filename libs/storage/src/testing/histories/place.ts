import { digestOfName, sha256Hex } from '../../format/object-name.js';
import type { ListedObject, Location } from '../../location/location.js';
import { StorageError } from '../../storage-error.js';
import type { Dice } from './dice.js';

/** Where a history's repository lies: as its programs reach it, and as fate does. */
export interface HistoryPlace {
  readonly location: Location;
  /** Makes the line to it bad, and says how; undefined where only the programs' own calls can be troubled. */
  readonly disturb?: (dice: Dice) => string;
  /** The line is good again. */
  readonly calm?: () => void;
  /** What went over the line, for a history that fails. */
  readonly story?: () => string[];
  /** By no line and no rule of a location. */
  names(): Promise<string[]>;
  bytes(name: string): Promise<Buffer | undefined>;
  /** Undefined: gone. */
  put(name: string, bytes: Buffer | undefined): Promise<void>;
}

/** Whether an object is there as it was stored. */
export async function isIntact(place: Pick<HistoryPlace, 'bytes'>, name: string): Promise<boolean> {
  const bytes = await place.bytes(name);
  return bytes !== undefined && (name === 'config' || sha256Hex(bytes) === digestOfName(name));
}

/** A place in memory that keeps all it promises. */
export class MemoryPlace implements HistoryPlace {
  private readonly objects = new Map<string, { readonly bytes: Buffer; readonly storedAtMs: number }>();

  constructor(private readonly clock: { readonly now: number }) {}

  names = async (): Promise<string[]> => [...this.objects.keys()];
  bytes = async (name: string): Promise<Buffer | undefined> => this.objects.get(name)?.bytes;
  put = async (name: string, bytes: Buffer | undefined): Promise<void> => {
    if (bytes === undefined) this.objects.delete(name);
    else this.objects.set(name, { bytes, storedAtMs: this.clock.now });
  };

  readonly location: Location = {
    place: 'memory',
    put: async (name, object) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of object.open()) pieces.push(Uint8Array.from(piece));
      if (this.objects.has(name)) return 'present';
      await this.put(name, Buffer.concat(pieces));
      return 'stored';
    },
    get: async (name) => {
      const found = this.objects.get(name);
      if (!found) throw new StorageError('object-missing', `${name} is not there.`);
      return Uint8Array.from(found.bytes);
    },
    stat: async (name) => this.objects.get(name)?.bytes.length,
    list: (prefix) => this.listed(prefix),
    remove: async (name) => {
      this.objects.delete(name);
      return 'removed';
    },
    close: async () => {},
  };

  private async *listed(prefix: string): AsyncGenerator<ListedObject> {
    for (const [name, { bytes, storedAtMs }] of [...this.objects])
      if (name.startsWith(prefix)) yield { name, size: bytes.length, storedAtMs };
  }
}
