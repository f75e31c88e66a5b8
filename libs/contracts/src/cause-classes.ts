import { z } from 'zod';

/** Why a run did not complete, or why something was left out of a snapshot. A class, never a name or a path. */
export const CAUSE_CLASSES = [
  'phone-locked',
  'trust-not-given',
  'passcode-not-given',
  'usb-debugging-off',
  'pairing-forbidden',
  'iphone-password-unknown',
  'iphone-not-encrypted',
  'os-not-supported',
  'charges-only',
  'unplugged',
  'disk-full',
  'storage-unreachable',
  'credential-refused',
  'window-too-short',
  'permission-denied',
  'vanished',
  'changed-while-read',
  'unreadable',
  'name-refused',
  'over-size-limit',
  'not-in-policy',
  'unsupported',
  'cancelled',
  'internal',
] as const;

export const CauseClass = z.enum(CAUSE_CLASSES);
export type CauseClass = z.infer<typeof CauseClass>;

/**
 * The phone waited for its person, who did not come: they were elsewhere, or had a reason. Such a run is `interrupted`,
 * never failed; the next one asks again.
 */
export const PERSON_CAUSES = [
  'phone-locked',
  'trust-not-given',
  'passcode-not-given',
] as const satisfies CauseClass[];

/** Whether a run with this cause ended because the step that only the phone's person can take was not taken. */
export const isPersonCause = (cause: CauseClass | null | undefined): boolean =>
  PERSON_CAUSES.some((one) => one === cause);

/**
 * The iPhone's own sealing is why it was left out: its backups are not encrypted, and so lack what it hands out only so;
 * or nobody here knows the password with which they are, and none of it can be opened.
 */
export type SealingCause = Extract<CauseClass, 'iphone-not-encrypted' | 'iphone-password-unknown'>;
