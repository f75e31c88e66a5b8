import type { CauseClass } from '@holdfast/contracts';

/** Why something was left out, or why a run stopped, in the fewest words that name whose step it is. */
export const CAUSE_TEXTS: Record<CauseClass, string> = {
  'phone-locked': $localize`the phone was locked`,
  'trust-not-given': $localize`the phone did not trust the computer`,
  'passcode-not-given': $localize`the passcode was not typed on the phone`,
  'usb-debugging-off': $localize`USB debugging is off`,
  'pairing-forbidden': $localize`pairing is forbidden by device management`,
  'iphone-password-unknown': $localize`the iPhone's backup password is not known`,
  'iphone-not-encrypted': $localize`only in an encrypted iPhone backup`,
  'os-not-supported': $localize`the phone's system is not supported`,
  'charges-only': $localize`the cable only charges`,
  unplugged: $localize`the phone was unplugged`,
  'disk-full': $localize`the disk is full`,
  'storage-unreachable': $localize`the storage could not be reached`,
  'credential-refused': $localize`the storage refused the credential`,
  'window-too-short': $localize`the time window is too short`,
  'permission-denied': $localize`the phone refused to give it`,
  vanished: $localize`gone before it was read`,
  'changed-while-read': $localize`changed while it was read`,
  unreadable: $localize`could not be read`,
  'name-refused': $localize`its name cannot be stored`,
  'over-size-limit': $localize`over the policy's size limit`,
  unsupported: $localize`the phone's own database of it is not read yet`,
  'not-in-policy': $localize`not in the policy`,
  cancelled: $localize`cancelled`,
  internal: $localize`a fault of the agent`,
};

const PERSON_CAUSES: readonly CauseClass[] = ['phone-locked', 'trust-not-given', 'passcode-not-given'];

/** Whether a run with this cause stopped because the phone waited for its person, who did not come: no failure. */
export const isPersonCause = (cause: CauseClass | null): boolean =>
  cause !== null && PERSON_CAUSES.includes(cause);

const UNCOUNTED: readonly CauseClass[] = ['unsupported', 'iphone-not-encrypted', 'iphone-password-unknown'];

/** Whether nobody knows how much of it was left out: what was never opened has no count. */
export const isUncounted = (cause: CauseClass): boolean => UNCOUNTED.includes(cause);
