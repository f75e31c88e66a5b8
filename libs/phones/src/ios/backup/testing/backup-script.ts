import type { PreviousRun } from '@holdfast/contracts';
import { writeBinaryPlist } from '../../../codecs/plist/write-binary-plist.js';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import type { PocketSink } from './pocket-sink.js';
import { UDID, type ScriptedPhone, type SentFile } from './scripted-phone.js';

export const at = (path: string): string => `${UDID}/${path}`;

export const statusPlist = (state: string): Uint8Array =>
  writeBinaryPlist({ SnapshotState: state, BackupState: 'new', IsFullBackup: true, Version: '3.3' });

/** What a backup consists of beside its status. */
export interface SentBackup {
  readonly files?: readonly SentFile[];
  readonly manifest?: PlistDict;
  readonly database?: Uint8Array;
  readonly state?: string;
}

/** Sends a backup in the order that was seen of a real phone: into Snapshot, then into place, then finished. */
export async function sendBackup(phone: ScriptedPhone, backup: SentBackup): Promise<void> {
  const { files = [], manifest = { IsEncrypted: false }, database = Buffer.from('none') } = backup;
  await phone.ask('DLMessageCreateDirectory', at('Snapshot'), {}, 0);
  await phone.upload({ path: at('Snapshot/Status.plist'), bytes: statusPlist('uploading') });
  await phone.upload(...files.map((file) => ({ ...file, path: at(`Snapshot/${file.path}`) })));
  await phone.upload(
    { path: at('Snapshot/Manifest.plist'), bytes: writeBinaryPlist(manifest) },
    { path: at('Snapshot/Manifest.db'), bytes: database },
  );
  const whole = files.filter(({ fails }) => fails === undefined).map(({ path }) => path);
  const moved = [...whole, 'Manifest.plist', 'Manifest.db', 'Status.plist'];
  const moves = Object.fromEntries(moved.map((path) => [at(`Snapshot/${path}`), at(path)]));
  await phone.ask('DLMessageMoveItems', moves, {}, 90);
  await phone.ask('DLMessageRemoveItems', [at('Snapshot')], {}, 95);
  await phone.upload({ path: at('Status.plist'), bytes: statusPlist(backup.state ?? 'finished') });
}

/** What a committed sink is to the next run. */
export function previousOf(sink: PocketSink): PreviousRun {
  return {
    read: (path) => {
      const bytes = sink.committed?.get(path);
      return bytes === undefined ? undefined : once(bytes);
    },
    ...(sink.secrets === undefined ? {} : { secrets: sink.secrets }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
