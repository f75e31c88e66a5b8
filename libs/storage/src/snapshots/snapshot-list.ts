import type { OpenState } from '../repository/encrypted-repository.js';
import type { SnapshotSummary } from '../repository/repository.js';
import { readMarks } from '../marks/read-marks.js';
import { StorageError } from '../storage-error.js';
import { openSnapshot } from './snapshot-object.js';
import type { SnapshotRoot } from './snapshot-root.js';

export interface OpenedSnapshot {
  readonly objectName: string;
  readonly segments: readonly string[];
  readonly root: SnapshotRoot;
  readonly summary: SnapshotSummary;
}

/** The snapshots that count, read through a cache on the workstation: their objects never change. */
export class SnapshotList {
  private readonly opened = new Map<string, OpenedSnapshot>();

  constructor(private readonly state: OpenState) {}

  /** Names of all that count, also of those that cannot be read or are superseded. @throws StorageError `location-unreachable` */
  async names(): Promise<readonly string[]> {
    const committed = await this.state.options.committer?.committed();
    if (committed) return committed;
    const { objects, keys } = this.state;
    const forgotten = (await readMarks(objects, keys)).names('forgotten');
    const names: string[] = [];
    for await (const { name } of objects.location.list('snapshot/'))
      if (!forgotten.has(name)) names.push(name);
    return names;
  }

  /** Newest first; a damaged one is left out here and named by verify; of those packed anew, only one each. */
  async all(): Promise<OpenedSnapshot[]> {
    return shown(await this.readable());
  }

  /** All that count and can be read, superseded ones too. */
  async readable(): Promise<OpenedSnapshot[]> {
    const opened: OpenedSnapshot[] = [];
    for (const name of await this.names()) {
      try {
        opened.push(await this.open(name));
      } catch (error) {
        if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      }
    }
    return opened;
  }

  /** @throws StorageError `object-missing`, `object-altered`, `format-unsupported` */
  async open(objectName: string): Promise<OpenedSnapshot> {
    const known = this.opened.get(objectName);
    if (known) return known;
    const { objects, index, keys } = this.state;
    const bytes = await objects.getCached(objectName, index);
    const { segments, root } = openSnapshot(keys, bytes, objectName);
    const summary: SnapshotSummary = {
      id: objectName.slice('snapshot/'.length),
      objectName,
      ...(root.original ? { originalId: root.original.slice('snapshot/'.length) } : {}),
      phone: root.phone,
      sourceName: root.sourceName,
      driven: root.driven === true,
      takenAt: new Date(root.takenAtMs),
      files: root.files,
      bytes: root.bytes,
      leftOut: root.leftOut,
    };
    const snapshot = { objectName, segments, root, summary };
    this.opened.set(objectName, snapshot);
    return snapshot;
  }
}

/** Newest first; of a snapshot and what it was packed anew as, only one, and always the same one. */
export function shown(readable: readonly OpenedSnapshot[]): OpenedSnapshot[] {
  const seen = new Set<string>();
  return readable
    .toSorted(bySuccession)
    .filter(({ objectName, root }) => {
      const first = root.original ?? objectName;
      return seen.has(first) ? false : seen.add(first);
    })
    .sort((a, b) => b.root.takenAtMs - a.root.takenAtMs || (a.objectName < b.objectName ? -1 : 1));
}

/** What was packed anew before what it took the place of; of two such, always the same one first. */
function bySuccession(a: OpenedSnapshot, b: OpenedSnapshot): number {
  const [anewA, anewB] = [a, b].map(({ root }) => (root.original === undefined ? 1 : 0));
  return anewA! - anewB! || (a.objectName < b.objectName ? -1 : 1);
}
