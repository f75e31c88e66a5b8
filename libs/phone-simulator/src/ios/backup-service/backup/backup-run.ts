import type { IosPhoneState } from '../../phone-state.js';
import type { BackupFaults, SnapshotState } from '../backup-faults.js';
import type { OpenKeyBag } from '../crypto/key-bag-keys.js';
import type { DeviceLink } from '../link/device-link.js';
import { Upload } from '../link/upload.js';
import { statusPlist, type StatusFacts } from '../manifest/backup-plists.js';
import type { ManifestDatabase } from '../manifest/manifest-database.js';
import type { PreviousManifest } from '../manifest/previous-manifest.js';
import type { SendPlan } from '../manifest/send-plan.js';
import type { HostFolder } from './host-folder.js';
import { demand } from './host-folder.js';

/** One backup while it is made. */
export interface BackupRun {
  readonly phone: IosPhoneState;
  readonly link: DeviceLink;
  readonly faults: BackupFaults;
  readonly host: HostFolder;
  /** The folder of the backup on the computer: the phone's UDID. */
  readonly folder: string;
  /** A directory of this workstation for what is made on the way. */
  readonly work: string;
  readonly keyBag: OpenKeyBag | undefined;
  readonly previous: PreviousManifest | undefined;
  readonly manifest: ManifestDatabase;
  readonly plan: SendPlan;
  readonly facts: StatusFacts;
  /** Folders with files of an earlier backup that the computer has. */
  readonly filesFolders: readonly string[];
}

/** Folders of the backup that hold files: two hexadecimal digits. */
export const isFilesFolder = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);
/** Where all lies until it is whole. */
export const snapshotOf = (folder: string): string => `${folder}/Snapshot`;

/** Tells the computer how far the backup is, and does what the faults have in store for that moment. */
export async function enter(run: BackupRun, state: SnapshotState, place: string): Promise<void> {
  const { link, faults, phone, facts } = run;
  const bytes = statusPlist(facts, state);
  const upload = await Upload.begin(link, bytes.length);
  await upload.file('/private/var/mobile/Library/Backup/Status.plist', `${place}/Status.plist`, bytes);
  demand(await upload.finish(), 'keep Status.plist');
  const pause = faults.pauses?.[state];
  if (pause !== undefined) await phone.clock.sleep(pause, link.connection.signal);
  if (faults.unplugAt === state && phone.stats.unplugged === 0) phone.cable.pull();
}
