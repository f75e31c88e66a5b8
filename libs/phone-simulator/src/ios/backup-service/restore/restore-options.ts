import { isDict, type PlistDict } from '@holdfast/phones/codecs';

/** What a computer asks of a restore; what it leaves out is as idevicebackup2 and Finder take it to be. */
export interface RestoreOptions {
  readonly systemFiles: boolean;
  readonly removeOthers: boolean;
  readonly reboot: boolean;
  readonly copyFirst: boolean;
  readonly password: string | undefined;
}

export function restoreOptions(request: PlistDict): RestoreOptions {
  const options = isDict(request['Options']) ? request['Options'] : {};
  const password = options['Password'];
  return {
    systemFiles: options['RestoreSystemFiles'] === true,
    removeOthers: options['RemoveItemsNotRestored'] === true,
    reboot: options['RestoreShouldReboot'] !== false,
    copyFirst: options['RestoreDontCopyBackup'] !== true,
    password: typeof password === 'string' ? password : undefined,
  };
}

/** Which domains count as system files is unconfirmed. */
const SYSTEM =
  /^(?:Root|System|Wireless|Install|ManagedPreferences|Database|MobileDevice|Network)[A-Za-z]*Domain/;

export const isSystemDomain = (domain: string): boolean => SYSTEM.test(domain);
