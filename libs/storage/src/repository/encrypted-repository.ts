import type { PhoneSecrets, PushedFiles } from '@holdfast/contracts';
import { identityOf } from '../recipients/repository-identity.js';
import { runBackup } from '../backup/run-backup.js';
import type { LocalIndex } from '../index/local-index.js';
import { repairIndex } from '../index/repair-index.js';
import { diffSnapshots } from '../snapshots/diff-snapshots.js';
import { findVersions, searched } from '../snapshots/find-versions.js';
import { listSnapshot } from '../snapshots/list-snapshot.js';
import { readFileOf } from '../snapshots/read-file.js';
import { resolveSnapshot } from '../snapshots/resolve-snapshot.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { SnapshotList } from '../snapshots/snapshot-list.js';
import { forgetSnapshots } from '../prune/forget-snapshots.js';
import { pruneRepository } from '../prune/prune-repository.js';
import { arrangeSnapshot } from '../restore/arrange-snapshot.js';
import { SnapshotFiles } from '../restore/pushed-files.js';
import { snapshotContents } from '../restore/snapshot-contents.js';
import { restoreSnapshot } from '../restore/restore-snapshot.js';
import { healRepository } from '../verify/heal-repository.js';
import { verifyRepository } from '../verify/verify-repository.js';
import { levelIndex } from '../marks/level-index.js';
import { StorageError } from '../storage-error.js';
import type { HeldKeys } from '../recipients/epochs.js';
import type { ChunkReader } from './chunk-reader.js';
import type { OpenOptions } from './opening.js';
import { rememberSecret } from './known-secret.js';
import type * as door from './repository.js';
import { hasWholeConfig } from './whole-config.js';
import type { WorkPaths } from './work-folder.js';

/** All that the parts of an open repository share. */
export interface OpenState extends HeldKeys {
  readonly options: OpenOptions;
  readonly index: LocalIndex;
  readonly paths: WorkPaths;
  readonly chunks: ChunkReader;
  /** As they were found when the repository was opened, until they are healed. */
  configDamaged: boolean;
  damagedWraps: readonly string[];
}

/** The repository that `openRepository` answers with: each verb is a file of its own. */
export class EncryptedRepository implements door.Repository {
  readonly id: string;
  readonly identity: Uint8Array;
  private readonly list_: SnapshotList;
  private readonly arranged = new Map<string, OpenedSnapshot>();
  private synced: Promise<unknown> | undefined;

  constructor(private readonly state: OpenState) {
    this.id = state.keys.repositoryId.toString('hex');
    this.identity = identityOf(state.keys);
    this.list_ = new SnapshotList(state);
  }

  async backup(request: door.BackupRequest): Promise<door.BackupResult> {
    await this.refuseDamagedConfig();
    return runBackup(this.state, this.list_, request);
  }

  async snapshots(): Promise<readonly door.SnapshotSummary[]> {
    return (await this.list_.all()).map(({ summary }) => summary);
  }

  async resolveSnapshot(reference: string, filter?: door.SnapshotFilter): Promise<door.SnapshotSummary> {
    return resolveSnapshot(await this.snapshots(), reference, filter);
  }

  async *list(snapshotId: string, options: door.ListOptions = {}): AsyncIterable<door.SnapshotEntry> {
    yield* listSnapshot(this.state.chunks, (await this.open(snapshotId)).root, options);
  }

  async *find(request: door.FindRequest): AsyncIterable<door.FoundPath> {
    const snapshots = searched(await this.list_.all(), request);
    await this.level();
    yield* findVersions(this.state.chunks, snapshots, request);
  }

  async *diff(older: string, newer: string): AsyncIterable<door.DiffEntry> {
    const [before, after] = [await this.open(older), await this.open(newer)];
    yield* diffSnapshots(this.state.chunks, before.root, after.root);
  }

  async *read(
    snapshotId: string,
    path: readonly Uint8Array[],
    sealed?: door.SealedContents,
  ): AsyncIterable<Uint8Array> {
    yield* readFileOf(this.state.chunks, (await this.open(snapshotId)).root, path, sealed);
  }

  async phoneSecrets(snapshotId: string): Promise<PhoneSecrets | undefined> {
    return (await this.open(snapshotId)).root.secrets;
  }

  async pushedFiles(snapshotId: string): Promise<PushedFiles> {
    return SnapshotFiles.open(this.state, (await this.open(snapshotId)).root);
  }

  async arrange(snapshotId: string, arrange: door.Arrange): Promise<{ readonly leftOut: number }> {
    const { arranged, leftOut } = await arrangeSnapshot(this.state, await this.open(snapshotId), arrange);
    this.arranged.set(arranged.objectName, arranged);
    return { leftOut };
  }

  async *contents(request: door.ContentsRequest): AsyncIterable<door.SnapshotContent> {
    yield* snapshotContents(this.state.chunks, (await this.open(request.snapshotId)).root, request);
  }

  async restore(request: door.RestoreRequest): Promise<door.RestoreResult> {
    return restoreSnapshot(this.state, (await this.open(request.snapshotId)).root, request);
  }

  async verify(request: door.VerifyRequest = {}): Promise<door.VerifyReport> {
    return verifyRepository(this.state, this.list_, request);
  }

  async heal(request: door.HealRequest): Promise<door.HealResult> {
    return healRepository(this.state, this.list_, request);
  }

  async repairIndex(request: door.IndexRepairRequest = {}): Promise<door.IndexRepair> {
    const repaired = await repairIndex(this.state, request);
    rememberSecret(this.state.index, this.state.keys);
    return repaired;
  }

  async forget(request: door.ForgetRequest): Promise<door.ForgetResult> {
    return forgetSnapshots(this.state, this.list_, request);
  }

  async prune(request: door.PruneRequest): Promise<door.PruneResult> {
    return pruneRepository(this.state, this.list_, request);
  }

  async close(): Promise<void> {
    this.state.chunks.local.close();
    this.state.index.close();
    await this.state.options.location.close();
  }

  /** It may have been healed since this repository was opened, also by somebody else. */
  private async refuseDamagedConfig(): Promise<void> {
    const { state } = this;
    if (!state.configDamaged) return;
    state.configDamaged = !(await hasWholeConfig(state.options.location, state.keys));
    if (state.configDamaged) throw configDamaged(state);
  }

  /** A snapshot whose chunks can be found. */
  private async open(snapshotId: string): Promise<OpenedSnapshot> {
    const summary = await this.resolveSnapshot(snapshotId);
    await this.level();
    return this.arranged.get(summary.objectName) ?? this.list_.open(summary.objectName);
  }

  /** Brings the index level once, before the first reading. */
  private async level(): Promise<void> {
    await (this.synced ??= levelIndex(this.state));
  }
}

const configDamaged = ({ options }: OpenState): StorageError =>
  new StorageError(
    'object-altered',
    `config at ${options.location.place} is damaged, so nothing was backed up. All snapshots can still be read and restored. ` +
      'Take the object away (it holds no more than each key does), and heal from a copy, which writes it anew.',
  );
