import { inWords, lawfulness } from './about-policy.js';
import { type DocumentFacts, TO_FILL_IN } from './document-facts.js';
import { list, page, plain, table } from './markdown.js';

interface Risk {
  readonly to: string;
  readonly because: string;
  readonly measures: string;
  readonly remains: (facts: DocumentFacts) => string;
}

const RISKS: readonly Risk[] = [
  {
    to: 'Somebody of the company reads private contents',
    because: 'A phone holds more of a life than a desk does',
    measures:
      'Contents are sealed before they leave the workstation; the control plane has no key; what the company could open is named to the employee before the first byte is read',
    remains: ({ policy }) =>
      policy.privacy.companyKey === 'none'
        ? 'No key of the company exists: none by design'
        : policy.privacy.companyKey === 'split'
          ? 'Holders of the company’s split key acting together, outside Holdfast; one of them is not of IT'
          : 'Whoever has the company’s one key, alone and outside Holdfast: consider a split key',
  },
  {
    to: 'Attendance or behaviour is watched',
    because: 'A backup over the cable happens where and when somebody works',
    measures:
      'The console shows dates; times of day become dates after 14 days; no addresses, places or app lists are kept; an incident of IT is never told as somebody’s fault',
    remains: () => 'The location’s provider logs when objects were written; limit who may read those logs',
  },
  {
    to: 'Employees feel they must take part',
    because: 'Consent at work is rarely free',
    measures:
      '“Not now”, “not used for work” and “I decline” are neutral, cost nothing and are shown to nobody by name; the basis is the one that the company records, and reading the notice is not called consent',
    remains: () => `How the company talks about it: ${TO_FILL_IN}`,
  },
  {
    to: 'A colleague’s or a visitor’s phone is read',
    because: 'Many phones are charged at many desks',
    measures:
      'A phone that nobody enrolled is not opened, paired, hashed or told of; enrolments belong to one user of the operating system',
    remains: () => 'None known',
  },
  {
    to: 'Data of others on the phone (photos, contacts, chats)',
    because: 'They did not agree to anything',
    measures:
      'Only the categories below are read; nothing is evaluated; only the phone’s owner can open it day to day',
    remains: () => 'Their data lies in an encrypted copy as it lies on the phone',
  },
  {
    to: 'Loss, theft or manipulation of the backups',
    because: 'They may be the only copy',
    measures:
      'Versions, proofs that each version is there, agents that can only add, verification that reads back, deletion that needs its own term',
    remains: ({ policy }) =>
      policy.copies.required > 1
        ? 'A loss at all locations at once'
        : 'One copy beside the phone: a loss of the location and the phone together',
  },
  {
    to: 'Keeping data longer than needed',
    because: 'Nobody misses what is not deleted',
    measures:
      'Every table has a term that a job keeps; a leaver’s data is given to them and then erased with a certificate',
    remains: () => 'Versions are kept as the policy says; pruning of old versions is not in this release',
  },
];

/** A draft of a data protection impact assessment (GDPR Art. 35) as Markdown. The company completes and owns it. */
export const impactAssessment = (facts: DocumentFacts): string =>
  page(
    '# Data protection impact assessment (draft): backup of employees’ phones',
    `Company: ${plain(facts.company)} · as of ${facts.on} · policy version ${facts.policyVersion}`,
    'A draft from the policy in force. It describes what the software does; whether that is proportionate at this company is for its controller, its data protection officer and its employees’ representatives to say.',
    '## The processing',
    inWords(facts.policy),
    'A program on the employee’s workstation reads the phone over the cable, encrypts what the policy names, and stores it at the locations of the company. The control plane keeps who is covered; the employee restores on their own.',
    '## Necessity and proportion',
    list([
      ...lawfulness(facts.policy),
      `Why a milder means does not do (cloud sync, company phones, no backup): ${TO_FILL_IN}`,
      'By default only photos, videos, documents and contacts are read; everything else is off until purpose and basis are recorded.',
    ]),
    ...facts.visibility.flatMap(({ title, claims }) => [`### ${title}`, list(claims.map(plain))]),
    '## Risks to people, and what is done about them',
    table(
      ['Risk', 'Why', 'What Holdfast does', 'What remains'],
      RISKS.map(({ to, because, measures, remains }) => [to, because, measures, remains(facts)]),
    ),
    '## Rights of employees',
    list([
      'Access (Art. 15) and portability (Art. 20): every version, at any time, by their own agent; export of everything.',
      'Erasure (Art. 17): after leaving, or earlier at their own wish; a certificate says what was done and what was not reached.',
      'Objection and withdrawal (Art. 7, 21): the notice can be withdrawn in the portal and by the agent; backups stop at once.',
      'Information (Art. 13): the page *What my company can see*, generated from the same policy as this draft.',
    ]),
    '## Views and decision',
    list([
      `Data protection officer: ${TO_FILL_IN}`,
      `Employees or their representatives (Art. 35(9)): ${TO_FILL_IN}`,
      `Decision, by whom, on which day, to be looked at again on: ${TO_FILL_IN}`,
    ]),
  );
