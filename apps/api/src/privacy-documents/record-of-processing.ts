import { type About, type KeptTable, REGISTER } from '../retention/index.js';
import { inWords, lawfulness } from './about-policy.js';
import { type DocumentFacts, TO_FILL_IN } from './document-facts.js';
import { list, page, plain, table } from './markdown.js';

const ABOUT: Record<About, string> = {
  employees: 'Employees',
  staff: 'People who administer Holdfast for the company',
  operators: 'Operators of the installation',
  company: 'The company',
  nobody: 'Nobody',
};

const rowsAbout = (about: About): [string, KeptTable][] =>
  Object.entries(REGISTER).filter(([, kept]) => kept.about === about);

const section = (about: About): string =>
  [
    `### ${ABOUT[about]}`,
    '',
    table(
      ['What is kept', 'Until when', 'Where'],
      rowsAbout(about).map(([name, { holds, until }]) => [holds, until, `\`${name}\``]),
    ),
  ].join('\n');

/**
 * A record of processing activities (GDPR Art. 30) as Markdown: what Holdfast keeps about whom and until when, from the
 * register that a test compares with the database. What only the company knows is left to be filled in.
 */
export const recordOfProcessing = (facts: DocumentFacts): string =>
  page(
    `# Record of processing: backup of employees’ phones`,
    `Company: ${plain(facts.company)} · as of ${facts.on} · policy version ${facts.policyVersion}`,
    '## Who is responsible',
    list([
      `Controller: ${plain(facts.company)}, ${TO_FILL_IN}`,
      `Data protection officer: ${TO_FILL_IN}`,
      `Processors: whoever runs the control plane and the locations below, where that is not the company itself: ${TO_FILL_IN}`,
    ]),
    '## Why, and on what basis',
    list(lawfulness(facts.policy)),
    inWords(facts.policy),
    '## Whose data, and what',
    'The contents of backups are encrypted on the employee’s workstation. The control plane has no key to them and keeps counts, sizes, days and states. Below is every table of its database.',
    ...(['employees', 'staff', 'operators', 'company', 'nobody'] as const).map(section),
    '## Where backups lie',
    facts.locations.length === 0
      ? 'No location is connected yet.'
      : list(
          facts.locations.map(
            ({ name, kind }) =>
              `${plain(name)}: ${kind === 's3' ? 'an S3 bucket' : 'a folder beside the control plane'}; country and provider: ${TO_FILL_IN}`,
          ),
        ),
    'A location holds sealed objects under names that say nothing, and knows when each was written and from which address: that is in its provider’s logs, not in Holdfast.',
    '## Who receives it',
    list([
      'The employee: everything, at any time, by their own agent.',
      'Roles of the company, as the table in “Facts for the works council” says.',
      `Transfers to third countries: ${TO_FILL_IN}`,
    ]),
    '## How it is protected (GDPR Art. 32)',
    list([
      'Sealed on the workstation (AES-256-GCM, a key for each pack) before it leaves; keys wrapped to the employee, and to the company only where the policy says so and the employee has read it.',
      'Agents can add to a location and neither overwrite nor delete; each object’s name is the hash of its sealed bytes.',
      'Companies are kept apart in the database by row-level security; every route is tried with every role and with a stranger’s ids.',
      'An audit log whose chain of hashes anybody can check; whoever looks at a person is shown to that person.',
      'Agents’ credentials are bound to a key of their workstation, last ten minutes, and end at once when revoked.',
    ]),
  );
