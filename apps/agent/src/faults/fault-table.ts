import type { CauseClass, ErrorCode } from '@holdfast/contracts';
import type { StorageErrorCode } from '@holdfast/storage';
import type { ExitName } from './exit-codes.js';

/** Exit name of a code, and the sentences that the error itself cannot know: what still holds, what to do next. */
export interface FaultRow {
  readonly exit: ExitName;
  readonly holds?: string;
  readonly next?: string;
}

const KEPT = 'Snapshots made before are whole, and what was stored already is not sent again.';

/** What each fault of a repository or location means for the person (docs/cli.md, Exit codes). */
export const STORAGE_FAULTS: Record<StorageErrorCode, FaultRow> = {
  'not-a-repository': {
    exit: 'not-a-repository',
    holds: 'Nothing was changed there.',
    next: 'Check the place, or make a repository there with "holdfast init".',
  },
  'repository-exists': {
    exit: 'exists',
    holds: 'It was left as it is.',
    next: 'Use it with "holdfast backup", or choose another place.',
  },
  'wrong-key': {
    exit: 'wrong-key',
    holds: 'Nothing was read and nothing was changed.',
    next: 'Check the password file or the recovery code.',
  },
  'epoch-closed': {
    exit: 'wrong-key',
    holds: 'Nothing is damaged, and newer contents can be read with this key.',
    next: 'Open the repository with the recovery code, the password or the key of the employee.',
  },
  'recipient-needed': { exit: 'refused', holds: 'Every recipient opens what it opened before.' },
  'recipient-unknown': { exit: 'not-found', next: 'See who there is with "holdfast keys list".' },
  'recipient-removed': { exit: 'refused', holds: 'Every recipient opens what it opened before.' },
  'format-unsupported': {
    exit: 'not-a-repository',
    holds: 'Nothing was changed there.',
    next: 'Open it with the version of Holdfast that made it.',
  },
  'snapshot-unknown': { exit: 'not-found', next: 'List what there is with "holdfast snapshots".' },
  'snapshot-ambiguous': {
    exit: 'not-found',
    next: 'Give more of the snapshot\'s id; "holdfast snapshots" has them.',
  },
  'snapshot-needed': { exit: 'refused', next: 'Choose older snapshots, or back up first.' },
  'path-unknown': {
    exit: 'not-found',
    next: 'See what the snapshot holds with "holdfast ls SNAPSHOT --recursive".',
  },
  'object-missing': {
    exit: 'damaged',
    holds: 'What is not named by the damage is not touched by it.',
    next: 'See which files are hurt with "holdfast verify --read-data"; a new backup sends them again.',
  },
  'object-altered': {
    exit: 'damaged',
    holds: 'Nothing altered was handed out: every byte is authenticated before it is used.',
    next: 'See which files are hurt with "holdfast verify --read-data"; restore them from an older snapshot or another copy.',
  },
  'object-mismatch': {
    exit: 'damaged',
    holds: KEPT,
    next: 'Try again; if it stays, check the network and the disk.',
  },
  'location-unreachable': {
    exit: 'unreachable',
    holds: KEPT,
    next: 'Run the same command again once it can be reached.',
  },
  'location-refused': {
    exit: 'credential-refused',
    holds: KEPT,
    next: "Check the credentials of the location, the bucket's name and this workstation's clock.",
  },
  'location-full': {
    exit: 'disk-full',
    holds: KEPT,
    next: 'Make room at the location, then run the same command again.',
  },
  'location-suspended': {
    exit: 'credential-refused',
    holds: KEPT,
    next: 'Settle it with the provider of the storage, or have your IT do it.',
  },
  'disk-full': {
    exit: 'disk-full',
    holds: KEPT,
    next: 'Make room on this workstation, then run the same command again.',
  },
  'target-exists': {
    exit: 'exists',
    holds: 'What was there was left as it is.',
    next: 'Choose an empty target, or say --overwrite.',
  },
  'repository-busy': {
    exit: 'busy',
    holds: 'Nothing was changed.',
    next: 'Wait until the other run has ended.',
  },
  'index-damaged': {
    exit: 'index-damaged',
    holds: 'Snapshots are as they were.',
    next: 'Run the same command again; if it says so again, check the disk of this computer.',
  },
  'source-refused': {
    exit: 'phone-unreachable',
    holds: KEPT,
    next: 'Restart the phone and run the same command again. If it says so again, tell your IT.',
  },
  'source-unfinished': {
    exit: 'phone-unreachable',
    holds: KEPT,
    next: 'Leave the phone connected and unlocked, then run the same command again.',
  },
  'phone-sealed': {
    exit: 'wrong-key',
    holds: 'It is kept whole in the repository.',
    next: "Give the password of the iPhone's backups with --phone-password-file.",
  },
  cancelled: { exit: 'cancelled', holds: KEPT, next: 'Run the same command again to go on.' },
};

/** What each cause of a phone that could not be read means. Causes that concern single files never get here. */
export const SOURCE_FAULTS: Partial<Record<CauseClass, FaultRow>> = {
  unplugged: {
    exit: 'phone-unreachable',
    holds: KEPT,
    next: 'Plug the phone in again and run the same command: it goes on where it stopped.',
  },
  'phone-locked': {
    exit: 'phone-not-allowed',
    holds: KEPT,
    next: 'Unlock the phone and run the same command again.',
  },
  'trust-not-given': {
    exit: 'phone-not-allowed',
    holds: 'Nothing was read from the phone.',
    next: 'Once the phone allows this computer, run the same command again.',
  },
  'passcode-not-given': {
    exit: 'phone-not-allowed',
    holds: KEPT,
    next: 'Run the same command again when you have the iPhone in your hand: it asks for its passcode and waits three minutes.',
  },
  'iphone-password-unknown': {
    exit: 'wrong-key',
    holds: KEPT,
    next: "Give the password of the iPhone's backups with --phone-password-file; who forgot it resets all settings on the iPhone, which takes it away.",
  },
  'usb-debugging-off': {
    exit: 'phone-not-allowed',
    holds: 'Nothing was read from the phone.',
    next: 'Start the phone normally, with USB debugging on (Settings, Developer options), and plug it in again.',
  },
  'pairing-forbidden': {
    exit: 'phone-not-allowed',
    next: "The phone's own management forbids it: ask your IT.",
  },
  'charges-only': { exit: 'phone-unreachable', next: 'Use a cable that carries data.' },
  'os-not-supported': {
    exit: 'phone-unreachable',
    holds: 'Nothing was read from the phone.',
    next: 'Plug it in for file transfer, so that it is mounted, and back that folder up instead (folder:DIR).',
  },
  'not-in-policy': {
    exit: 'refused',
    holds: 'The phone was not opened.',
    next: 'Plug the phone in for file transfer, so that it is mounted, and enrol that folder: "holdfast enrol --phone folder:DIR". Its contacts, messages, calls, calendar, settings and list of apps are not in there.',
  },
  'permission-denied': { exit: 'phone-not-allowed', next: 'Check that this user may read the source.' },
  unreadable: { exit: 'phone-unreachable', next: 'Check that the source exists and can be read.' },
  vanished: { exit: 'phone-unreachable', holds: KEPT, next: 'Check that the source is still there.' },
  'disk-full': { exit: 'disk-full', holds: KEPT, next: 'Make room, then run the same command again.' },
  'storage-unreachable': { exit: 'unreachable', holds: KEPT, next: 'Run the same command again later.' },
  cancelled: { exit: 'cancelled', holds: KEPT, next: 'Run the same command again to go on.' },
};

/** What each problem of the control plane means. What is not here is `refused`. */
export const PROBLEM_FAULTS: Partial<Record<ErrorCode, FaultRow>> = {
  'enrolment-token-unknown': {
    exit: 'credential-refused',
    holds: 'Nothing was enrolled and nothing was stored here.',
    next: 'Check that the token was copied whole, or ask your IT for a new one (each works once).',
  },
  'enrolment-token-expired': {
    exit: 'credential-refused',
    holds: 'Nothing was enrolled and nothing was stored here.',
    next: 'Ask your IT for a new enrolment token.',
  },
  'agent-token-refused': {
    exit: 'credential-refused',
    holds: 'Keys and backups are untouched.',
    next: 'Enrol this workstation again: "holdfast enrol https://…".',
  },
  'dpop-proof-refused': {
    exit: 'credential-refused',
    holds: 'Keys and backups are untouched.',
    next: 'Run the same command again. If it stays, the secrets here are not those of this enrolment: "holdfast enrol https://…".',
  },
  'key-store-refused': {
    exit: 'refused',
    holds: 'Nothing was enrolled, and no new token is needed.',
    next: 'Sign in to your desktop and unlock its keychain, then run "holdfast enrol" again; or ask your IT.',
  },
  'leaver-link-refused': {
    exit: 'credential-refused',
    holds: 'Nothing was changed. What was exported before is yours.',
    next: 'Check that the link was copied whole. As long as your data is there, your former IT can make a new one.',
  },
  'leaver-session-ended': {
    exit: 'credential-refused',
    holds: 'Nothing was changed. What was exported before is yours.',
    next: 'Run the same command again; if it stays, ask your former IT for a new link.',
  },
  'leaver-proof-refused': {
    exit: 'wrong-key',
    holds: 'Nothing was read and nothing was changed.',
    next: 'Ten wrong codes a day are taken, then none until the next day.',
  },
  'hold-stands': {
    exit: 'refused',
    holds: 'Nothing was changed.',
    next: 'Open your personal link to read why.',
  },
  'notice-open': {
    exit: 'not-enrolled',
    holds: 'Nothing is read from a phone before the notice is accepted.',
    next: 'Read and accept it with "holdfast enrol".',
  },
  'phone-enrolled-elsewhere': {
    exit: 'refused',
    holds: 'Nothing was changed.',
    next: 'A colleague has this phone enrolled: they release it ("holdfast release"), or your IT does.',
  },
  'recovery-proof-refused': {
    exit: 'wrong-key',
    holds: 'The code opens what it opened; nothing was changed.',
    next: 'Check the twelve words and their order, and that it is your newest code.',
  },
  'join-request-over': {
    exit: 'refused',
    holds: 'Nothing was changed.',
    next: 'The other workstation can ask again: "holdfast enrol" there.',
  },
  'lease-held': {
    exit: 'busy',
    holds: KEPT,
    next: 'Another workstation backs up this phone now: wait until it has ended.',
  },
  'lease-stale': {
    exit: 'busy',
    holds: KEPT,
    next: 'Another workstation took over this phone: run the command again.',
  },
  'commit-incomplete': {
    exit: 'damaged',
    holds: KEPT,
    next: 'Run the backup again: what is missing is sent again.',
  },
  'over-quota': { exit: 'disk-full', holds: KEPT, next: 'The quota is used up: ask your IT for more room.' },
  'storage-full': { exit: 'disk-full', holds: KEPT, next: 'The location is full: your IT has to make room.' },
  'storage-unreachable': { exit: 'unreachable', holds: KEPT, next: 'Run the same command again later.' },
  'database-unreachable': { exit: 'unreachable', holds: KEPT, next: 'Run the same command again later.' },
  'shutting-down': { exit: 'unreachable', holds: KEPT, next: 'Run the same command again in a minute.' },
  'too-many-requests': { exit: 'unreachable', holds: KEPT, next: 'Run the same command again in a minute.' },
  internal: {
    exit: 'unreachable',
    holds: KEPT,
    next: 'Try again; if it stays, tell your IT the request id.',
  },
};
