import { IOS_BACKUP, IOS_ENCRYPTION } from './iphones';
import { LAWFUL_BASES } from './lawful-bases';
import type { PolicyPath } from './policy-path';
import { USB_DEBUGGING } from './usb-debugging';

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Fields that are one of several, in the order of their lists. */
export const CHOICES = {
  'scope.usbDebugging': USB_DEBUGGING,
  'scope.iosBackup': IOS_BACKUP,
  'scope.iosEncryptedBackup': IOS_ENCRYPTION,
  'copies.immutability': [
    { value: 'off', text: $localize`not locked` },
    { value: 'governance', text: $localize`locked; who may can lift it` },
    { value: 'compliance', text: $localize`locked; nobody can lift it` },
  ],
  'limits.meteredLinks': [
    { value: 'never', text: $localize`nothing is sent` },
    { value: 'ask', text: $localize`the employee is asked` },
    { value: 'allowed', text: $localize`used as any other` },
  ],
  'limits.onBattery': [
    { value: 'never', text: $localize`does nothing` },
    { value: 'quiet', text: $localize`works, sparingly` },
    { value: 'allowed', text: $localize`works as on mains` },
  ],
  'limits.keyStore': [
    { value: 'file-allowed', text: $localize`the keychain, or a file where there is none` },
    { value: 'keychain', text: $localize`the keychain only` },
  ],
  'reminders.escalateTo': [
    { value: 'nobody', text: $localize`nobody` },
    { value: 'manager', text: $localize`the manager, counts only` },
    { value: 'admin', text: $localize`IT` },
  ],
  'privacy.companyKey': [
    { value: 'none', text: $localize`there is none` },
    { value: 'split', text: $localize`several holders together` },
    { value: 'single', text: $localize`one holder alone` },
  ],
  'privacy.lawfulBasis': LAWFUL_BASES,
} as const satisfies Partial<Record<PolicyPath, readonly Choice[]>>;

export const CHANNELS: readonly Choice[] = [
  { value: 'agent', text: $localize`on the workstation` },
  { value: 'email', text: $localize`by e-mail` },
];
