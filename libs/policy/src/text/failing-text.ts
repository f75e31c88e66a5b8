import type { GapText, Told } from './gap-text.js';

type Step = readonly [because: string, nextStep: (told: Told) => string, whose: GapText['whose']];

const person = (step: string): ((told: Told) => string) => {
  return ({ employee }) => `${employee} ${step}`;
};
const admin = (step: string): ((told: Told) => string) => {
  return () => `An admin ${step}`;
};

/** By cause class of contracts: why the last backups did not complete, and whose step is next. */
const STEPS: Record<string, Step> = {
  'phone-locked': ['the phone was locked', person('unlocks the phone when it is connected.'), 'employee'],
  'trust-not-given': [
    'the phone was not told to trust the workstation',
    person('taps "Trust" or "Allow" on the phone when it asks.'),
    'employee',
  ],
  'passcode-not-given': [
    'nobody typed the passcode on the phone',
    person('types the passcode on the phone when it asks, about three minutes at most after plugging in.'),
    'employee',
  ],
  'usb-debugging-off': [
    'USB debugging is off',
    person('switches USB debugging on in the developer options of the phone.'),
    'employee',
  ],
  'pairing-forbidden': [
    'device management forbids the phone to pair',
    admin('allows pairing with this workstation in the device management.'),
    'admin',
  ],
  'iphone-password-unknown': [
    'the backup password of the iPhone is not known',
    person('enters the backup password on their workstation, or resets it on the iPhone.'),
    'employee',
  ],
  'iphone-not-encrypted': [
    'the iPhone does not encrypt its backups, which the policy asks for',
    person('lets the agent turn encryption on at the next backup.'),
    'employee',
  ],
  'os-not-supported': [
    'this release cannot read the system of the phone',
    admin('updates the agents, or exempts the phone until a release can.'),
    'admin',
  ],
  'charges-only': ['the cable or the port only charges', person('tries another cable or port.'), 'employee'],
  unplugged: [
    'the phone was unplugged before it was done',
    person('leaves the phone connected a little longer; each backup goes on where the last one stopped.'),
    'employee',
  ],
  'disk-full': [
    'the disk of the workstation is full',
    person('frees space on the disk of their workstation.'),
    'employee',
  ],
  'storage-unreachable': [
    'the storage could not be reached',
    admin('checks the location under Storage, and that the network of the workstation lets it through.'),
    'admin',
  ],
  'credential-refused': [
    'the storage refused the credential',
    admin('gives the location a credential that is accepted, under Storage.'),
    'admin',
  ],
  'window-too-short': [
    'the time in which the policy lets it run is too short for what there is to read',
    admin('widens the windows of the policy, or lets the first backup run outside them.'),
    'admin',
  ],
  'permission-denied': [
    'the phone refused access',
    person('allows access on the phone when it asks.'),
    'employee',
  ],
};

/** The last backups did not complete. A cause without words of its own is a fault of ours, for an admin. */
export function failingText(told: Told): GapText {
  const [because, nextStep, whose] = STEPS[told.cause] ?? [
    'something went wrong in the agent',
    admin('opens the runs on the page of the phone; the log on the workstation tells more.'),
    'admin',
  ];
  return {
    sentence: `The last ${told.counted('runs', 'backup')} of ${told.phone} did not complete, since ${told.on}: ${because}.`,
    nextStep: nextStep(told),
    whose,
  };
}
