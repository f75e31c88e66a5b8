import type { WholePhone } from '../../whole-phone.js';
import { changePassword } from './ask/change-password.js';
import { putFiles } from '../restore-files/put-files.js';
import { freeBytes } from './ask/free-bytes.js';
import { willEncrypt } from './ask/will-encrypt.js';
import type { BackupDevice } from './device/backup-device.js';
import { restorePhone } from './restore/restore-phone.js';
import { BackupSource, type BackupBounds } from './run/backup-source.js';

/**
 * All of an iPhone that is open and trusts this computer, over `com.apple.mobilebackup2`. The device stays its caller's to
 * close.
 */
export function wholePhoneOf(device: BackupDevice, bounds?: BackupBounds): WholePhone {
  return {
    isEncrypted: () => willEncrypt(device),
    source: (options) => new BackupSource(device, options, bounds),
    changePassword: (change, signal) => changePassword(device, change, signal),
    freeBytes: () => freeBytes(device),
    putFiles: (wanted, options, signal) => putFiles(device, wanted, options, signal),
    restore: (files, options, signal) => restorePhone(device, files, options, signal),
  };
}
