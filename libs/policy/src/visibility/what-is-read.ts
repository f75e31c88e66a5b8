import { listed } from '../text/words.js';
import type { Claim } from './claim.js';
import type { VisibilityRules } from './visibility-rules.js';

/** What people ask about first; named as not read where the policy does not name it. */
const PRIVATE = ['messages', 'chats', 'calls', 'health', 'keychain', 'apps', 'app-data', 'notes', 'calendar'];

const BASES: Readonly<Record<VisibilityRules['privacy']['lawfulBasis'], string>> = {
  unrecorded: 'Your company has not recorded on what legal basis it does this',
  'legitimate-interest': 'Your company does this on the basis of its legitimate interest',
  contract: 'Your company does this on the basis of your contract',
  'legal-obligation': 'Your company does this because a law obliges it',
  consent: 'Your company does this with your consent, and refusing costs you nothing',
  agreement: 'Your company does this by an agreement with the works council',
};

/** One line: a purpose is what somebody of the company wrote. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();

const reasons = ({ purpose, lawfulBasis, worksCouncilAgreement }: VisibilityRules['privacy']): string => {
  const why = oneLine(purpose) === '' ? '' : `What for: ${oneLine(purpose)}. `;
  const agreed =
    oneLine(worksCouncilAgreement) === '' ? '' : ` (agreement: ${oneLine(worksCouncilAgreement)})`;
  return `${why}${BASES[lawfulBasis]}${agreed}.`;
};

export function whatIsRead({ scope, privacy }: VisibilityRules): Claim[] {
  const column = 'is-read';
  const narrowing = privacy.employeeMayNarrow
    ? ' You can leave kinds of data out of a backup that you start yourself.'
    : '';
  // Optional ones are read like the others, wherever they can be.
  const read = [...new Set([...scope.categories, ...scope.optionalCategories])].sort();
  const off = PRIVATE.filter((category) => !read.includes(category));
  const claims: Claim[] = [
    {
      code: 'categories-read',
      column,
      text: `Read while the phone is plugged in: ${listed(read)}.${narrowing} Nobody can add to it without asking you to read this again.`,
    },
  ];
  if (scope.iosBackup === 'whole')
    claims.push({
      code: 'iphone-whole',
      column,
      text: 'An iPhone makes a backup of itself as a whole, for which you type the passcode each time: it holds more than the kinds named above, all of it sealed like the rest.',
    });
  else if (off.length > 0) claims.push({ code: 'not-read', column, text: `Not read: ${listed(off)}.` });
  claims.push({ code: 'purpose', column, text: reasons(privacy) });
  return claims;
}
