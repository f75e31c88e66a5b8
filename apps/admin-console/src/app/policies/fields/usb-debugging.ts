import type { PolicyV1 } from '@holdfast/contracts';

type UsbDebugging = PolicyV1['scope']['usbDebugging'];

/** The choices about USB debugging, in the order of the list. */
export const USB_DEBUGGING: readonly { value: UsbDebugging; text: string }[] = [
  { value: 'remind-off', text: $localize`used, with a reminder to switch it off` },
  { value: 'allowed', text: $localize`used` },
  { value: 'never', text: $localize`never used` },
];

/** What a choice means for Android phones, and what it leaves out of their backups. */
export function usbDebuggingText(choice: UsbDebugging): string {
  if (choice === 'never')
    return $localize`Android phones are never read through USB debugging, only as mounted folders: contacts, messages, calls and calendar from the phone's own databases, its list of apps, its settings and what apps keep in Android/data are left out, and nothing is put back on it by cable. Employees who enrolled an Android phone already enrol its mounted folder instead.`;
  return choice === 'remind-off'
    ? $localize`Android phones are read through USB debugging; employees are offered a reminder to switch it off after each backup.`
    : $localize`Android phones are read through USB debugging.`;
}
