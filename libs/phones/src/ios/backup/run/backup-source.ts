import type { PreviousRun, PushSink, PushSource } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { readFile } from 'node:fs/promises';
import { textOf } from '../../../codecs/plist/plist-fields.js';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import type { WholeBackupOptions } from '../../../whole-phone.js';
import { converse } from '../ask/conversation.js';
import type { BackupDevice, PhoneMedia } from '../device/backup-device.js';
import { infoPlist } from '../device/info-plist.js';
import { whileSyncing } from '../device/sync-lock.js';
import { KeptFiles } from '../store/kept-files.js';
import { INFO, RECORDS, STATUS } from '../store/kept-names.js';
import { StagedStore } from '../store/staged-store.js';
import { showBackup } from './show-backup.js';
import { canBuildUpon, plistDict } from './previous-backup.js';
import { UnreadableFiles } from './unreadable-files.js';

/** What a backup is made with beside the phone; values a test sets otherwise. */
export interface BackupBounds {
  readonly patienceMs?: number;
  readonly now?: () => Date;
}

/**
 * One backup of a whole iPhone: the phone drives, and what it sends goes into the sink as it comes. It counts only when the
 * phone says that it is done and its own status says that it is finished; then it is opened, so that people see files and
 * not hashes. Otherwise the sink is aborted and `SourceError` thrown.
 */
export class BackupSource implements PushSource {
  private kept: KeptFiles | undefined;

  constructor(
    private readonly device: BackupDevice,
    private readonly options: WholeBackupOptions,
    private readonly bounds: BackupBounds = {},
  ) {}

  async run(sink: PushSink, previous: PreviousRun | undefined, signal?: AbortSignal): Promise<void> {
    try {
      const isIncrement =
        this.options.full !== true && previous !== undefined && (await canBuildUpon(previous));
      const kept = new KeptFiles(this.options.scratch, isIncrement ? previous : undefined);
      this.kept = kept;
      const outdated = isIncrement ? [RECORDS] : (await sink.list('')).map(({ name }) => name);
      for (const name of outdated) await sink.remove(name);
      const unreadable = new UnreadableFiles((left) => sink.leaveOut(left));
      await this.receive(sink, kept, unreadable, isIncrement, signal);
      await seenFinished(kept);
      const secrets = await showBackup({
        sink,
        kept,
        unreadable,
        options: this.options,
        last: previous?.secrets,
        signal,
      });
      unreadable.tell();
      await sink.commit(secrets);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'The backup failed.';
      // Why it failed is worth more than why it could not be given up.
      await sink.abort(reason).catch(() => undefined);
      throw error;
    } finally {
      await this.close();
    }
  }

  /** Removes what was kept on this computer. */
  async close(): Promise<void> {
    await this.kept?.close();
    this.kept = undefined;
  }

  private async receive(
    sink: PushSink,
    kept: KeptFiles,
    unreadable: UnreadableFiles,
    isIncrement: boolean,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { device, options, bounds } = this;
    const store = new StagedStore(sink, kept);
    const request: Record<string, PlistValue> = {
      MessageName: 'Backup',
      TargetIdentifier: device.udid,
      SourceIdentifier: device.udid,
    };
    if (!isIncrement) request['Options'] = { ForceFullBackup: true };
    await whileSyncing(
      device,
      (media) =>
        converse(device, {
          request,
          serving: {
            store,
            owners: [device.udid],
            freeBytes: () => options.freeBytes(),
            onUnreadable: (path, label) => unreadable.add(path, label),
            onReceived: (path) => unreadable.forget(path),
          },
          patienceMs: bounds.patienceMs,
          signal,
          onProgress: options.onProgress,
          prepare: () => this.writeInfo(store, media),
        }),
      signal,
    );
  }

  private async writeInfo(store: StagedStore, media: PhoneMedia): Promise<void> {
    const bytes = await infoPlist(this.device, media, this.bounds.now?.() ?? new Date());
    const file = await store.receive(INFO, INFO);
    await file.write(bytes);
    await file.end();
  }
}

/** The phone said that it is done; its own status has to say so too. */
async function seenFinished(kept: KeptFiles): Promise<void> {
  const file = await kept.file(STATUS);
  const status = file === undefined ? undefined : plistDict(await readFile(file));
  if (textOf(status?.['SnapshotState']) === 'finished') return;
  throw new SourceError(
    'internal',
    'The iPhone ended its backup, but its own status does not say that it is finished. Nothing of this run is kept; earlier snapshots are whole. Start it again.',
  );
}
