import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';

/** `MBErrorDomain` codes of which more is known than their number, with what a person can do. */
const KNOWN: ReadonlyMap<number, readonly [CauseClass, string]> = new Map([
  [100, ['unreadable', 'The iPhone could not read something on itself. Start it anew and try again.']],
  [103, ['internal', 'The iPhone could not read how its last backup ended. Start the backup anew, in full.']],
  [
    104,
    [
      'unreadable',
      'The iPhone could not read or send some of its files. Start it anew, free some space on it and try again.',
    ],
  ],
  [
    105,
    [
      'disk-full',
      'The iPhone found too little space for its backup. Free some on this computer, or ask for more storage, and try again.',
    ],
  ],
  [
    106,
    [
      'disk-full',
      'The iPhone itself has too little free space to prepare a backup. Free some on it and try again.',
    ],
  ],
  [202, ['cancelled', 'The backup was cancelled on the iPhone.']],
  [
    203,
    [
      'os-not-supported',
      'The iPhone has another version of iOS than this backup needs. Update the iPhone and try again.',
    ],
  ],
  [
    205,
    [
      'internal',
      'The iPhone could not read what it asked for of its last backup. Start the backup anew, in full.',
    ],
  ],
  [
    207,
    [
      'iphone-password-unknown',
      'This is not the password with which the iPhone seals its backups. Enter the one that was set in Finder, iTunes or Apple Devices.',
    ],
  ],
  [
    208,
    [
      'passcode-not-given',
      'The iPhone is locked: nobody entered the passcode on it in time. Start again and enter it when the iPhone asks.',
    ],
  ],
  [
    209,
    ['internal', 'The iPhone does not find the key of one of its own files. Start the backup anew, in full.'],
  ],
  [
    211,
    [
      'permission-denied',
      'Find My iPhone is on. Turn it off in Settings on the iPhone, restore, and turn it on again.',
    ],
  ],
]);

const MOST_WORDS = 300;

/**
 * How the phone ended, as an error for its person; the number and the phone's own words stay in the message. Sources:
 * issues of libimobiledevice (104: 1361, 205: 1582, 207: 1155, 208: 1380), the errno table of iOS' MBError (4, 100, 105),
 * BuddyMigrationError (106, 202), and what other clients tell (209, 211). *Unconfirmed* on a real phone.
 *
 * `wasAsked`: the passcode sheet was shown, so that 208 means it was not answered, else that the phone is locked.
 */
export function endedWith(code: number, description: string, wasAsked: boolean): SourceError {
  const words = `MBErrorDomain ${code}${printable(description)}`;
  const known = KNOWN.get(code);
  if (code === 208 && !wasAsked)
    return new SourceError('phone-locked', `The iPhone is locked. Unlock it and try again. (${words})`);
  if (known !== undefined) return new SourceError(known[0], `${known[1]} (${words})`);
  return new SourceError(
    'internal',
    `The iPhone ended with an error that Holdfast does not know. Earlier snapshots are whole; unlock the iPhone and try again. (${words})`,
  );
}

function printable(description: string): string {
  const text = description.slice(0, MOST_WORDS).replace(/[^\x20-\x7e]/g, '?');
  return text === '' ? '' : `: ${text}`;
}
