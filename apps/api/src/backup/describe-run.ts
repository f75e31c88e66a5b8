import { type CauseClass, isPersonCause, type PERSON_CAUSES, type WaitingFor } from '@holdfast/contracts';
import type { Run } from './run-rows.js';

const CAUSES: Record<CauseClass, string> = {
  'phone-locked': 'the phone is locked; its owner unlocks it',
  'trust-not-given': 'the phone does not trust the workstation yet; its owner allows it on the phone',
  'passcode-not-given': 'its owner did not type the passcode on the phone',
  'usb-debugging-off': 'USB debugging is off; its owner switches it on in the developer options',
  'pairing-forbidden': 'device management forbids pairing; an admin allows this workstation',
  'iphone-password-unknown': 'the backup password of the iPhone is not known; its owner enters it',
  'iphone-not-encrypted':
    'the iPhone does not encrypt its backups, which the policy asks for; its owner turns that on',
  'os-not-supported': 'its system is not supported, or it has no serial number of its own',
  'charges-only': 'the cable or the port only charges; another cable helps',
  unplugged: 'the phone was unplugged; the next run goes on from there',
  'disk-full': 'the disk of the workstation is full; its owner frees space',
  'storage-unreachable': 'the storage could not be reached; it goes on by itself when it can',
  'credential-refused': "the storage refused the credential; an admin checks the location's",
  'window-too-short': 'the backup window is too short for what there is to read',
  'permission-denied': 'the phone refused access; its owner allows it',
  vanished: 'files disappeared while they were read',
  'changed-while-read': 'files changed while they were read',
  unreadable: 'the phone could not read what was asked for',
  'name-refused': 'a name on the phone cannot be stored',
  'over-size-limit': 'something is larger than the policy allows',
  unsupported: 'this release cannot read something that the policy asks for',
  'not-in-policy': 'the policy does not allow it',
  cancelled: 'somebody cancelled it',
  internal: 'something went wrong in the agent; its log on the workstation tells more',
};

const KINDS: Record<Run['kind'], string> = {
  backup: 'Backup',
  restore: 'Restore',
  verify: 'Verification',
  drill: 'Drill',
};

/** What the phone waits for, as the end of a sentence. */
const STEPS: Record<WaitingFor['step'], string> = {
  allow: 'this computer to be allowed on the phone',
  unlock: 'the phone to be unlocked',
  trust: 'Trust to be tapped on the phone',
  passcode: 'the passcode to be typed on the phone',
};

/** What an interrupted run had waited for, by its cause; nobody is blamed for not having been there. */
const WAITED: Record<(typeof PERSON_CAUSES)[number], string> = {
  'phone-locked': STEPS.unlock,
  'trust-not-given': 'this computer to be trusted on the phone',
  'passcode-not-given': STEPS.passcode,
};

const isWaited = (cause: CauseClass | null): cause is keyof typeof WAITED => isPersonCause(cause);

/** A run as a person reads it: what became of it, why, and what helps. */
export function describeRun(run: Pick<Run, 'kind' | 'outcome' | 'cause' | 'progress'>): string {
  const waits = run.progress?.waitingFor;
  const kind = KINDS[run.kind];
  const because = run.cause === null ? '' : `: ${CAUSES[run.cause]}`;
  switch (run.outcome) {
    case 'running':
      return waits ? `${kind} waits for ${STEPS[waits.step]}.` : `${kind} is running.`;
    case 'completed':
      return `${kind} completed.`;
    case 'cancelled':
      return `${kind} was cancelled.`;
    case 'interrupted':
      if (isWaited(run.cause)) {
        return `${kind} waited for ${WAITED[run.cause]}, and stopped; the next one asks again.`;
      }
      return `${kind} was interrupted${because === '' ? ': the agent fell silent; the next run goes on from there' : because}.`;
    case 'failed':
      return `${kind} failed${because}.`;
  }
}
