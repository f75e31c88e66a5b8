import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { printableWord } from '../ios-faults.js';

/** lockdownd says no, with a word of its own (libimobiledevice's `lockdown.c` has the list of them). */
export class LockdownRefusal extends Error {
  override readonly name = 'LockdownRefusal';

  constructor(readonly reason: string) {
    super(`lockdownd refuses: ${printableWord(reason)}`);
  }
}

const WORDS: Readonly<Record<string, readonly [CauseClass, string]>> = {
  PasswordProtected: ['phone-locked', 'The iPhone is locked. Unlock it and try again.'],
  UserDeniedPairing: [
    'trust-not-given',
    'The iPhone was told not to trust this computer. Unplug it, plug it in again, and tap Trust when it asks.',
  ],
  PairingDialogResponsePending: [
    'trust-not-given',
    'Nobody tapped Trust on the iPhone. Unlock it, start again, tap Trust and enter its passcode.',
  ],
  MCProtected: [
    'pairing-forbidden',
    'A profile that manages this iPhone forbids it to trust computers. Ask whoever manages it.',
  ],
  MCChallengeRequired: [
    'pairing-forbidden',
    'This iPhone is supervised and trusts only computers of its supervisor. Ask whoever manages it.',
  ],
  PairingProhibitedOverThisConnection: [
    'pairing-forbidden',
    'An iPhone can come to trust a computer by cable only. Plug it in once; after that it can be read over the air too.',
  ],
  InvalidHostID: [
    'trust-not-given',
    'The iPhone no longer trusts this computer. Plug it in, unlock it and tap Trust when it asks.',
  ],
  InvalidService: ['unsupported', 'This iPhone does not have the service that is needed for this.'],
  ServiceProhibited: [
    'permission-denied',
    'A profile that manages this iPhone forbids this. Ask whoever manages it.',
  ],
};

/** A refusal in its person's words; everything else stays as it is. */
export function refusedByIphone(error: unknown): unknown {
  if (!(error instanceof LockdownRefusal)) return error;
  const [causeClass, words] = WORDS[error.reason] ?? [
    'internal' as const,
    `The iPhone refuses for a reason that Holdfast does not know (${printableWord(error.reason)}). Unlock it, plug it in again and retry.`,
  ];
  return new SourceError(causeClass, words, { cause: error });
}
