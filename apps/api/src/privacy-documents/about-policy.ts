import type { PolicyV1 } from '@holdfast/contracts';
import { summarisePolicy } from '@holdfast/policy';
import { TO_FILL_IN } from './document-facts.js';
import { plain } from './markdown.js';

const BASES: Record<PolicyV1['privacy']['lawfulBasis'], string> = {
  unrecorded: `not recorded yet: ${TO_FILL_IN}`,
  'legitimate-interest': 'legitimate interest (GDPR Art. 6(1)(f))',
  contract: 'the employment contract (GDPR Art. 6(1)(b))',
  'legal-obligation': 'a legal obligation (GDPR Art. 6(1)(c))',
  consent:
    'consent (GDPR Art. 6(1)(a)), which at work is free only where refusing costs nothing: Holdfast lets everybody decline',
  agreement: 'an agreement with the works council (GDPR Art. 88)',
};

/** Purpose, basis and agreement as the policy records them. */
export const lawfulness = ({ privacy }: PolicyV1): string[] => [
  `Purpose: ${privacy.purpose === '' ? TO_FILL_IN : plain(privacy.purpose)}`,
  `Lawful basis: ${BASES[privacy.lawfulBasis]}`,
  `Agreement with the works council: ${privacy.worksCouncilAgreement === '' ? TO_FILL_IN : plain(privacy.worksCouncilAgreement)}`,
];

/** The policy in a paragraph, and what an employee may change of it. */
export const inWords = (policy: PolicyV1): string =>
  `${summarisePolicy(policy)} ${
    policy.privacy.employeeMayNarrow
      ? 'Employees may leave kinds of data out; nobody can add to what the policy names.'
      : 'Employees may not leave kinds of data out, but may decline as a whole.'
  }`;
