import type { Claim, ClaimCode } from './claim.js';

const NEVER: readonly (readonly [ClaimCode, string])[] = [
  [
    'contents-and-names',
    'What is in a file, a message or a contact, or what a file or folder is called: all of it is sealed before it leaves your workstation.',
  ],
  ['whereabouts', 'Where you are, your network addresses, and which apps you use.'],
  [
    'times-of-day',
    'Times of day, for longer than 14 days. Until then they are for support, and no page shows them.',
  ],
  ['identifiers', 'Your phone’s serial number, its phone number, and the name it gives itself.'],
  ['other-phones', 'Anything at all about a phone that nobody enrolled, or about somebody else’s.'],
  [
    'answers',
    'Whether you said “not now”. That you declined, or do not use your phone for work, is told to nobody: your company sees how many people said so, and that nothing is asked of you.',
  ],
];

export const neverKept = (): Claim[] =>
  NEVER.map(([code, text]) => ({ code, column: 'never-kept', text }) as const);
