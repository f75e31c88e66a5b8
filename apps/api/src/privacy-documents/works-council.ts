import { may, PERMISSIONS, ROLES, type Permission } from '@holdfast/contracts';
import { TERMS } from '../retention/index.js';
import { inWords, lawfulness } from './about-policy.js';
import { type DocumentFacts, TO_FILL_IN } from './document-facts.js';
import { list, page, plain, table } from './markdown.js';

/** What a role with the permission learns of somebody, or does to them; permissions about machines are not here. */
const ABOUT_PEOPLE: Partial<Record<Permission, string>> = {
  'coverage.read': 'who is protected, which gap is open since which day, and the next step',
  'figures.read': 'how many files and bytes a version has, and on which days',
  'addresses.read': 'e-mail addresses',
  'audit.read': 'who did what in the console',
  'people.remind': 'send a reminder, once a day at most',
  'webhooks.manage':
    'have the company’s own systems told which gap opened or closed on which day, by ids without names',
  'phones.command': 'ask an agent for a backup or a verification',
  'people.change-role': 'change roles and end somebody’s access',
};

const roles = (): string =>
  table(
    ['', ...ROLES],
    Object.entries(ABOUT_PEOPLE)
      .filter(([permission]) => permission in PERMISSIONS)
      .map(([permission, learns]) => [
        learns,
        ...ROLES.map((role) => (may(role, permission as Permission) ? 'yes' : '–')),
      ]),
  );

const managers = ({ policy }: DocumentFacts): string => {
  const counts =
    'A manager has no role here: managers are given counts in reports, and no group of fewer than five people is broken down.';
  if (policy.reminders.escalateTo !== 'manager') return counts;
  return `${counts} Where reminders do not help for ${String(policy.reminders.escalateAfterDays)} days, a manager is told that somebody of theirs is not protected, and nothing else; the reminders say so with the date.`;
};

/**
 * A fact sheet for a works council as Markdown: what can be known of an employee, what cannot, by whom, for how long, and
 * what happens when that is to change. From the policy in force, the table of permissions and the terms.
 */
export const worksCouncilFacts = (facts: DocumentFacts): string =>
  page(
    '# Facts for the works council: backup of employees’ phones',
    `Company: ${plain(facts.company)} · as of ${facts.on} · policy version ${facts.policyVersion}`,
    '## In five sentences',
    list([
      'Taking part is each employee’s choice: a phone is read only after its owner has said “this is my phone, protect it” and has read what is read and who could ever open it.',
      'Declining, or not using the phone for work, is a neutral answer: no gap, no reminder, and no page on which a superior could see who gave it.',
      'Whoever administers Holdfast sees whether somebody is protected, on which day, and how much was stored; never a file, its name, a place, an app or a time of day.',
      `It cannot serve to control attendance: times of day are for support only, shown to nobody in the console, and become dates after ${TERMS.timesOfDay} days.`,
      'Every look at an employee’s data is on record, and the employee sees who looked.',
    ]),
    '## What is backed up',
    inWords(facts.policy),
    '## On what basis',
    list(lawfulness(facts.policy)),
    ...facts.visibility.flatMap(({ title, claims }) => [`## ${title}`, list(claims.map(plain))]),
    '## Who sees what',
    roles(),
    managers(facts),
    '## What would have to be agreed anew',
    'Each of these is a new version of the policy, is on record with who published it, changes what employees have read, and stops every backup until they have read it again:',
    list([
      'more kinds of data (messages, chats, calls, health, keychain, app lists, a whole iPhone): they are off until purpose and basis are recorded;',
      'a key of the company, or another way of holding it;',
      'who is told when somebody is not protected.',
    ]),
    '## What Holdfast cannot prevent',
    list([
      'Whoever runs the storage location sees when sealed objects were written and from which network address, in the location’s own logs.',
      'Where the company has a recovery key, its holders together could open backups outside Holdfast, and no log here would show it.',
      'Somebody with access to the console all day can note when a phone is plugged in: the present is shown while it is present.',
    ]),
    '## Signed',
    TO_FILL_IN,
  );
