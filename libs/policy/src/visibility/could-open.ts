import type { Claim } from './claim.js';
import type { RegisteredKey, VisibilityRules } from './visibility-rules.js';

/** How the key is held is what the company declares in its policy: no software sees who stands behind a key. */
const HOLDERS = {
  split: 'by two of its three holders together, one of whom is not of IT',
  single: 'by whoever holds it, alone',
} as const;

/** The middle column. Nothing in it speaks of the company where no key of the company may exist. */
export function couldOpen({ privacy }: VisibilityRules, key: RegisteredKey | undefined): Claim[] {
  const column = 'could-open';
  if (privacy.companyKey === 'none')
    return [
      {
        code: 'nobody-together',
        column,
        text: 'Nothing, whoever acts together: no key of your company to your backups may exist.',
      },
    ];
  const holders = HOLDERS[privacy.companyKey];
  if (!key)
    return [
      {
        code: 'company-key-missing',
        column,
        text: `Nothing yet. Your company wants a recovery key (usable, as it declares, ${holders}), but has registered none. Before anything is sealed to one, you are asked to read this again.`,
      },
    ];
  return [
    {
      code: 'company-key',
      column,
      text: `Everything that is backed up of your phone, by its recovery key ${key.fingerprint}, usable, as your company declares, ${holders}, with access to the storage location. Outside Holdfast that leaves no trace here.`,
    },
  ];
}
