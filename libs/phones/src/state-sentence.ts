import type { AttachedPhone, PhoneState } from './phone-monitor.js';

/** What is so, and what to do next: whole sentences for the phone's person. */
export interface StateSentence {
  readonly what: string;
  readonly next: string;
}

const BY_STATE: Readonly<Record<Exclude<PhoneState, 'ready'>, StateSentence>> = {
  unauthorised: {
    what: 'The phone has not allowed this computer yet.',
    next: 'Unlock it and tap Allow on its screen.',
  },
  locked: { what: 'The phone is locked.', next: 'Unlock it.' },
  offline: {
    what: 'The phone is attached but does not answer.',
    next: 'Unlock it, or unplug it and plug it in again.',
  },
  'no-permissions': {
    what: 'This user may not open the phone by USB.',
    // The interface is adb's own (AOSP adb.h, ADB_CLASS and ADB_SUBCLASS), so the rule holds for every maker.
    next:
      'Install the udev rules (package android-sdk-platform-tools-common on Debian and Ubuntu), or put the line ' +
      'SUBSYSTEM=="usb", ENV{ID_USB_INTERFACES}=="*:ff4201:*", TAG+="uaccess" into /etc/udev/rules.d/51-android.rules; ' +
      'then unplug the phone and plug it in again.',
  },
  recovery: {
    what: 'The phone is not running its usual system (recovery or boot loader).',
    next: 'Start it normally.',
  },
};

const OF_IPHONES: Readonly<Record<Exclude<PhoneState, 'ready'>, StateSentence>> = {
  unauthorised: {
    what: 'The iPhone does not trust this computer yet.',
    next: 'Unlock it, tap Trust and enter its passcode.',
  },
  locked: { what: 'The iPhone is locked.', next: 'Unlock it.' },
  offline: {
    what: 'The iPhone is attached but does not answer.',
    next: 'Unlock it, or unplug it and plug it in again.',
  },
  'no-permissions': {
    what: 'This user may not reach the program that speaks to iPhones (usbmuxd).',
    next: 'Ask whoever manages this computer to let this user open its socket.',
  },
  recovery: { what: 'The iPhone is in recovery mode.', next: 'Start it normally.' },
};

const SHARED: StateSentence = {
  what: 'Two attached phones give the same serial number, so they cannot be told apart.',
  next: 'Unplug one of them.',
};

const CLOSED_FOLDER: StateSentence = {
  what: 'This user may not read the folder.',
  next: 'Mount it so that this user may read it.',
};

/** How a phone is attached, in words; `undefined` where nothing has to be done. The one place for these sentences. */
export function stateSentence(
  phone: Pick<AttachedPhone, 'platform' | 'state' | 'isShared'>,
): StateSentence | undefined {
  if (phone.isShared) return SHARED;
  if (phone.state === 'ready') return undefined;
  if (phone.platform === 'folder' && phone.state === 'no-permissions') return CLOSED_FOLDER;
  return (phone.platform === 'ios' ? OF_IPHONES : BY_STATE)[phone.state];
}
