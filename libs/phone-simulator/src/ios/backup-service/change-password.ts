import type { PlistDict } from '@holdfast/phones/codecs';
import type { IosPhoneState } from '../phone-state.js';
import { failed } from './backup-failed.js';

/**
 * ChangePassword: `OldPassword` has to be the one that is set; without `NewPassword` backups are not sealed any more. Lockdown
 * says `WillEncrypt` accordingly from then on. Throws `BackupFailed` 207.
 */
export async function changePassword(phone: IosPhoneState, request: PlistDict): Promise<void> {
  const [old, next] = ['OldPassword', 'NewPassword'].map((key) => {
    const value = request[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  });
  if (phone.backupPassword.value !== old) throw failed.wrongPassword();
  await phone.backupPassword.change(next);
  phone.notifications.relay('com.apple.mobile.backup.domain_changed');
}
