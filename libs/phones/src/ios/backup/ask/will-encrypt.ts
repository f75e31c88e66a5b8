import type { BackupDevice } from '../device/backup-device.js';

/** Whether the phone seals its backups with a password. Throws `SourceError`. */
export async function willEncrypt(device: BackupDevice): Promise<boolean> {
  return (await device.value('com.apple.mobile.backup', 'WillEncrypt')) === true;
}
