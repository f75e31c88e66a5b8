import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';
import type { Mark, MarkPurpose } from './mark-object.js';
import { decodeMark, encodeMark } from './mark-object.js';

export interface FoundMark extends Mark {
  readonly objectName: string;
  /** By the clock of the location, where it tells. */
  readonly storedAtMs: number | undefined;
}

/** The marks that lay at a location at one moment. */
export class Marks {
  constructor(
    private readonly found: readonly FoundMark[],
    /** What they say is unknown. */
    readonly damaged: readonly { readonly objectName: string; readonly storedAtMs: number | undefined }[],
  ) {}

  of(...purposes: MarkPurpose[]): FoundMark[] {
    return this.found.filter(({ purpose }) => purposes.includes(purpose));
  }

  /** All that they name. */
  names(...purposes: MarkPurpose[]): Set<string> {
    return new Set(this.of(...purposes).flatMap(({ names }) => names));
  }

  /** Equal as long as no pruning began or ended between two readings: each one leaves another mark behind. */
  get trace(): string {
    const of = this.of('unneeded', 'sweeping', 'forgotten').map(({ objectName: name }) => name);
    return [...of, ...this.damaged.map(({ objectName: name }) => name)].sort().join();
  }
}

export const NO_MARKS = new Marks([], []);

/** A mark never changes: each is fetched and opened once while a repository is open. */
const opened = new WeakMap<ObjectStore, Map<string, Mark>>();

/** @throws StorageError `location-unreachable`, `format-unsupported` */
export async function readMarks(objects: ObjectStore, keys: RepositoryKeys): Promise<Marks> {
  const known = opened.get(objects) ?? new Map<string, Mark>();
  const still = new Map<string, Mark>();
  const found: FoundMark[] = [];
  const damaged: { objectName: string; storedAtMs: number | undefined }[] = [];
  for await (const { name, storedAtMs } of objects.location.list('mark/')) {
    try {
      const mark = known.get(name) ?? decodeMark(keys, await objects.get(name), name);
      still.set(name, mark);
      found.push({ objectName: name, storedAtMs, ...mark });
    } catch (error) {
      // Taken away since it was listed: whoever did that was done with it.
      if (error instanceof StorageError && error.code === 'object-missing') continue;
      if (!(error instanceof StorageError) || error.code !== 'object-altered') throw error;
      damaged.push({ objectName: name, storedAtMs });
    }
  }
  opened.set(objects, still);
  return new Marks(found, damaged);
}

/** Answers with the mark's name. @throws what a location's `put` throws */
export async function placeMark(objects: ObjectStore, keys: RepositoryKeys, mark: Mark): Promise<string> {
  const bytes = encodeMark(keys, mark);
  const name = objectName('mark', sha256Hex(bytes));
  await objects.put(name, bytes);
  return name;
}
