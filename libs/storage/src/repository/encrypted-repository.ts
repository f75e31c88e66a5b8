import { runBackup } from '../backup/run-backup.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { damaged } from '../format/damaged.js';
import type { LocalIndex } from '../index/local-index.js';
import { syncIndex } from '../index/sync-index.js';
import { diffSnapshots } from '../snapshots/diff-snapshots.js';
import { listSnapshot } from '../snapshots/list-snapshot.js';
import { readFileOf } from '../snapshots/read-file.js';
import { resolveSnapshot } from '../snapshots/resolve-snapshot.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { SnapshotList } from '../snapshots/snapshot-list.js';
import { restoreSnapshot } from '../restore/restore-snapshot.js';
import { verifyRepository } from '../verify/verify-repository.js';
import type { ChunkReader } from './chunk-reader.js';
import type { ObjectStore } from './object-store.js';
import type { OpenOptions } from './opening.js';
import type * as door from './repository.js';
import type { WorkPaths } from './work-folder.js';

/** All that the parts of an open repository share. */
export interface OpenState {
  readonly options: OpenOptions;
  readonly objects: ObjectStore;
  readonly keys: RepositoryKeys;
  readonly index: LocalIndex;
  readonly paths: WorkPaths;
  readonly chunks: ChunkReader;
  readonly configDamaged: boolean;
  readonly damagedWraps: readonly string[];
}

/** The repository that `openRepository` answers with: each verb is a file of its own. */
export class EncryptedRepository implements door.Repository {
  readonly id: string;
  private readonly list_: SnapshotList;
  private synced: Promise<void> | undefined;

  constructor(private readonly state: OpenState) {
    this.id = state.keys.repositoryId.toString('hex');
    this.list_ = new SnapshotList(state);
  }

  async backup(request: door.BackupRequest): Promise<door.BackupResult> {
    if (this.state.configDamaged) throw damaged('config');
    return runBackup(this.state, this.list_, request);
  }

  async snapshots(): Promise<readonly door.SnapshotSummary[]> {
    return (await this.list_.all()).map(({ summary }) => summary);
  }

  async resolveSnapshot(
    reference: string,
    filter?: { readonly phone?: string },
  ): Promise<door.SnapshotSummary> {
    return resolveSnapshot(await this.snapshots(), reference, filter);
  }

  async *list(snapshotId: string, options: door.ListOptions = {}): AsyncIterable<door.SnapshotEntry> {
    yield* listSnapshot(this.state.chunks, (await this.open(snapshotId)).root, options);
  }

  async *diff(older: string, newer: string): AsyncIterable<door.DiffEntry> {
    const [before, after] = [await this.open(older), await this.open(newer)];
    yield* diffSnapshots(this.state.chunks, before.root, after.root);
  }

  async *read(snapshotId: string, path: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
    yield* readFileOf(this.state.chunks, (await this.open(snapshotId)).root, path);
  }

  async restore(request: door.RestoreRequest): Promise<door.RestoreResult> {
    return restoreSnapshot(this.state.chunks, (await this.open(request.snapshotId)).root, request);
  }

  async verify(request: door.VerifyRequest = {}): Promise<door.VerifyReport> {
    return verifyRepository(this.state, this.list_, request);
  }

  async close(): Promise<void> {
    this.state.index.close();
    await this.state.options.location.close();
  }

  /** A snapshot whose chunks can be found: the index is brought level once, before the first reading. */
  private async open(snapshotId: string): Promise<OpenedSnapshot> {
    const { index, objects, keys } = this.state;
    const summary = await this.resolveSnapshot(snapshotId);
    await (this.synced ??= syncIndex(index, objects, keys));
    return this.list_.open(summary.objectName);
  }
}
