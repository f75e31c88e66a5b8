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
