import type { PushedFiles } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { dictOf as dictIn, isDict, textOf } from '../../../codecs/plist/plist-fields.js';
import type { PlistDict, PlistValue } from '../../../codecs/plist/plist-value.js';
import { readPlist } from '../../../codecs/plist/read-plist.js';
import type { WholeRestoreOptions, WholeRestoreResult } from '../../../whole-phone.js';
import { converse } from '../ask/conversation.js';
import type { BackupDevice } from '../device/backup-device.js';
import { whileSyncing } from '../device/sync-lock.js';
import { INFO, MANIFEST, STATUS } from '../store/kept-names.js';
import { queueApps, unqueueApps } from './queued-apps.js';
import { RestoreStore } from './restore-store.js';

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Puts a snapshot back onto a phone, which starts anew afterwards unless that is declined. Nothing is removed from the
 * phone that the snapshot does not replace. Its apps are queued, so that the phone loads them again. Throws `SourceError`: `unreadable` for a snapshot that is no whole backup,
 * `iphone-password-unknown`, `permission-denied` (Find My iPhone is on), `disk-full`, `unplugged`, `cancelled`.
 */
export async function restorePhone(
  device: BackupDevice,
  files: PushedFiles,
  options: WholeRestoreOptions,
  signal?: AbortSignal,
): Promise<WholeRestoreResult> {
  const { owner, applications } = await wholeBackup(files, options.password);
  const request: PlistDict = {
    MessageName: 'Restore',
    TargetIdentifier: device.udid,
    SourceIdentifier: owner,
    Options: restoreOptions(options),
  };
  const serving = {
    store: new RestoreStore(files),
    owners: [...new Set([owner, device.udid])],
    freeBytes: () => Promise.resolve(0n),
    onUnreadable: () => undefined,
  };
  const { onProgress, queuesApps = true } = options;
  let apps: number | undefined = 0;
  await whileSyncing(
    device,
    async (media) => {
      const prepare = async (): Promise<void> => {
        if (queuesApps) apps = await queueApps(media, applications);
      };
      try {
        await converse(device, { request, serving, signal, onProgress, prepare });
      } catch (error) {
        if (apps !== 0) await unqueueApps(media);
        throw error;
      }
    },
    signal,
  );
  return { apps };
}

/** As idevicebackup2 and pymobiledevice3 send them. */
function restoreOptions({ password, system = false, reboot = true }: WholeRestoreOptions): PlistDict {
  const options: Record<string, PlistValue> = {
    RestoreSystemFiles: system,
    RestoreShouldReboot: reboot,
    RestoreDontCopyBackup: true,
    RestorePreserveSettings: !system,
    RemoveItemsNotRestored: false,
  };
  if (password !== undefined) options['Password'] = password;
  return options;
}

interface WholeBackup {
  /** The phone that it is of, by the identifier before its paths. */
  readonly owner: string;
  readonly applications: PlistDict | undefined;
}

/** Sees to it that the snapshot is a whole backup. */
async function wholeBackup(files: PushedFiles, password: string | undefined): Promise<WholeBackup> {
  const [status, manifest, info] = await Promise.all(
    [STATUS, MANIFEST, INFO].map((name) => dictOf(files, name)),
  );
  if (textOf(status?.['SnapshotState']) !== 'finished' || manifest === undefined) throw noBackup();
  if (manifest['IsEncrypted'] === true && password === undefined) {
    throw new SourceError(
      'iphone-password-unknown',
      'This backup is sealed with the password of the iPhone that it is of. Enter that one, so that the iPhone can open it.',
    );
  }
  const owner = textOf(info?.['Target Identifier']);
  if (owner === undefined || !/^[\w-]{1,64}$/.test(owner)) throw noBackup();
  return { owner, applications: dictIn(info?.['Applications']) };
}

async function dictOf(files: PushedFiles, name: string): Promise<PlistDict | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of files.read(name) ?? []) {
    size += piece.length;
    if (size > MOST_BYTES) throw noBackup();
    parts.push(Buffer.from(piece));
  }
  if (size === 0) return undefined;
  try {
    const value = readPlist(Buffer.concat(parts));
    return isDict(value) ? value : undefined;
  } catch (error) {
    throw noBackup(error);
  }
}

function noBackup(cause?: unknown): SourceError {
  return new SourceError(
    'unreadable',
    'This snapshot does not hold a whole backup of an iPhone, so no iPhone can be restored from it. Its files can be restored one by one.',
    cause === undefined ? undefined : { cause },
  );
}
