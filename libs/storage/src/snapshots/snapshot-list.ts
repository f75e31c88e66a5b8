import type { OpenState } from '../repository/encrypted-repository.js';
import type { SnapshotSummary } from '../repository/repository.js';
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
  constructor(private readonly state: OpenState) {}

  /** Names of all that count, also of those that cannot be read. @throws StorageError `location-unreachable` */
  async names(): Promise<readonly string[]> {
    const committed = await this.state.options.committer?.committed();
    if (committed) return committed;
    const names: string[] = [];
    for await (const { name } of this.state.objects.location.list('snapshot/')) names.push(name);
    return names;
  }

  /** Newest first; a damaged one is left out here and named by verify. */
  async all(): Promise<OpenedSnapshot[]> {
    const opened: OpenedSnapshot[] = [];
    for (const name of await this.names()) {
      try {
        opened.push(await this.open(name));
      } catch (error) {
        if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      }
    }
    return opened.sort(
      (a, b) => b.root.takenAtMs - a.root.takenAtMs || (a.objectName < b.objectName ? -1 : 1),
    );
  }

  /** @throws StorageError `object-missing`, `object-altered`, `format-unsupported` */
  async open(objectName: string): Promise<OpenedSnapshot> {
    const { objects, index, keys } = this.state;
    const bytes = await objects.getCached(objectName, index);
    const { segments, root } = openSnapshot(keys, bytes, objectName);
    const summary: SnapshotSummary = {
      id: objectName.slice('snapshot/'.length),
      objectName,
      phone: root.phone,
      sourceName: root.sourceName,
      takenAt: new Date(root.takenAtMs),
      files: root.files,
      bytes: root.bytes,
      leftOut: root.leftOut,
    };
    return { objectName, segments, root, summary };
  }
}
