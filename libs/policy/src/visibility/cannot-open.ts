import { listed } from '../text/words.js';
import type { Claim } from './claim.js';
import type { VisibilityRules } from './visibility-rules.js';

const stored = (jurisdictions: readonly string[]): string =>
  jurisdictions.length === 0 ? '' : ` It is to lie in ${listed([...jurisdictions].sort())}.`;

export function cannotOpen({ privacy, copies }: VisibilityRules): Claim[] {
  const column = 'cannot-open';
  const claims: Claim[] = [
    {
      code: 'control-plane',
      column,
      text: 'Whoever runs the control plane or reads its database can open nothing: it never has a key.',
    },
    {
      code: 'storage',
      column,
      text: `Whoever runs the storage location sees sealed objects, how large they are, when they were written and from which network address, and can open none.${stored(copies.jurisdictions)}`,
    },
    {
      code: 'colleagues',
      column,
      text: 'No colleague and no workstation of a colleague can open anything of yours. Yours can, and whoever has your recovery code.',
    },
  ];
  if (privacy.companyKey === 'none')
    claims.unshift({
      code: 'no-company-key',
      column,
      text: 'Your company can open nothing: everything is sealed to your workstation and your recovery code, and to no key of your company.',
    });
  return claims;
}
