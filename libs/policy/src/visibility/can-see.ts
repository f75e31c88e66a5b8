import type { Claim, ClaimCode } from './claim.js';
import type { VisibilityRules } from './visibility-rules.js';

const ALWAYS: readonly (readonly [ClaimCode, string])[] = [
  [
    'name-and-address',
    'Your name, work e-mail address, department and role, as your company’s directory has them.',
  ],
  [
    'workstation',
    'Of your workstation: the name you gave it, its system, the version of the agent, whether its keys lie in the keychain or a file, and the day on which it reported last.',
  ],
  [
    'phone',
    'Of your phone: the name you gave it, its model and system version, and a code made from its serial number that tells your company’s phones apart.',
  ],
  [
    'backup-days',
    'On which days it was backed up, checked or failed, and why it failed (such as “locked” or “unplugged”).',
  ],
  [
    'sizes',
    'For each version: how many files and bytes were new and how many in all, which kinds of data are in it, and how many files of which kind were left out and why. How much of each kind is in it is shown only for groups of five people or more.',
  ],
  [
    'present',
    'While it is so: that the phone is plugged in, how far a backup is, and that it waits for you.',
  ],
  ['notice-state', 'On which day you acknowledged this or took it back, or that it is open.'],
  [
    'console-deeds',
    'What you do in this console, on record with its moment, as for everybody who works in it.',
  ],
];

const TOLD: Readonly<Record<VisibilityRules['reminders']['escalateTo'], string>> = {
  nobody: 'What is not protected, since which day, and when you were reminded. Nobody is told beyond that.',
  admin:
    'What is not protected, since which day, and when you were reminded. If it stays so, your IT is told.',
  manager:
    'What is not protected, since which day, and when you were reminded. If it stays so, your manager is told that you are not protected, and nothing else.',
};

export function canSee({ reminders }: VisibilityRules): Claim[] {
  const column = 'can-see';
  return [
    ...ALWAYS.map(([code, text]) => ({ code, column, text }) as const),
    {
      code: reminders.escalateTo === 'nobody' ? 'gaps' : 'told-further',
      column,
      text: TOLD[reminders.escalateTo],
    },
  ];
}
