import type { PlistDict } from '@holdfast/phones/codecs';
import type { IosPhoneState, Service } from '../phone-state.js';
import type { BackupFaults } from './backup-faults.js';
import { BackupFailed, failed } from './backup-failed.js';
import { runBackup } from './backup/run-backup.js';
import { changePassword } from './change-password.js';
import { DeviceLink } from './link/device-link.js';
import { runRestore } from './restore/run-restore.js';

/**
 * com.apple.mobilebackup2: the computer asks once, and then the phone drives until it ends with a code of MBErrorDomain. Debian's
 * idevicebackup2 1.3.0 judges it.
 */
export const backupService: Service = {
  name: 'com.apple.mobilebackup2',
  wantsEscrowBag: true,
  serve: async (connection, phone) => {
    const link = new DeviceLink(connection);
    await link.greet();
    for (;;) {
      const request = await link.request();
      if (request === undefined) return;
      await answer(link, phone, request);
    }
  },
};

async function answer(link: DeviceLink, phone: IosPhoneState, request: PlistDict): Promise<void> {
  const faults = phone.faults.backup ?? {};
  try {
    if (faults.errorCode !== undefined) throw new BackupFailed(faults.errorCode, 'As it was told');
    await perform(link, phone, faults, request);
  } catch (error) {
    if (!(error instanceof BackupFailed)) throw error;
    await link.end(error.code, error.message);
  }
}

async function perform(
  link: DeviceLink,
  phone: IosPhoneState,
  faults: BackupFaults,
  request: PlistDict,
): Promise<void> {
  switch (request['MessageName']) {
    case 'Backup':
      await askPasscode(link, phone);
      await runBackup(link, phone, faults, request);
      if (faults.statusLies === 'failed') throw failed.refused('be believed');
      return link.end(0);
    case 'Restore':
      await askPasscode(link, phone);
      return runRestore(link, phone, faults, request);
    case 'ChangePassword':
      await askPasscode(link, phone);
      await changePassword(phone, request);
      return link.end(0);
    default:
      throw failed.refused('ask for this');
  }
}

/** Since iOS 16.1 every backup asks for the passcode where there is one; 208 when nobody types it within three minutes. */
async function askPasscode({ connection }: DeviceLink, { person }: IosPhoneState): Promise<void> {
  const answered = await person.askPasscode(connection.signal);
  if (answered === 'dismissed' || answered === 'expired' || person.isLocked) throw failed.locked();
}
