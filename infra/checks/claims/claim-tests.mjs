/** One test for what only the whole of it shows. */
const NOTHING_TOLD =
  'and neither database, storage, log nor any answer tells what is on her phone, or opens it';

/**
 * For each claim of the page *What my company can see*: the test that tries the opposite, as its file and its title. A claim
 * without one is not made; its spec beside sees to that.
 */
export const CLAIM_TESTS = {
  'categories-read': ['apps/agent/src/managed/read-phone.spec.ts', 'asks the phone for the others only'],
  'iphone-whole': [
    'apps/agent/src/end-to-end/iphone-managed.cli-spec.ts',
    'gives photos and videos where the policy does not ask for the whole of it, and says what it does not give',
  ],
  'not-read': [
    'apps/agent/src/end-to-end/managed.cli-spec.ts',
    'narrows the policy by category but never widens it',
  ],
  purpose: [
    'libs/policy/src/visibility/visibility-of.spec.ts',
    'keeps what somebody of the company wrote on its own line',
  ],
  'name-and-address': [
    'apps/api/src/people/change-person.routes.db-spec.ts',
    'hides addresses from who may not read them, in lists, in searches and in the report',
  ],
  workstation: ['apps/e2e/src/first-phone.spec.ts', NOTHING_TOLD],
  phone: [
    'apps/agent/src/end-to-end/managed.cli-spec.ts',
    'backs up through signed URLs under a lease, and tells counts only',
  ],
  'backup-days': ['apps/api/src/http/dates-not-times.routes.db-spec.ts', '%s tells no time of day'],
  sizes: [
    'libs/contracts/src/endpoints/endpoints.spec.ts',
    'tells the console of nobody how much there is of each kind of data',
  ],
  present: ['apps/api/src/backup/waiting-now.spec.ts', 'keeps counts and nothing of the waiting'],
  gaps: [
    'apps/api/src/notify/reminders/due-reminders.db-spec.ts',
    'tells nobody further where the policy says so',
  ],
  'told-further': [
    'apps/api/src/notify/reminders/due-reminders.db-spec.ts',
    'tells a manager who it is and nothing else, on the day that was announced, once',
  ],
  'notice-state': [
    'apps/api/src/notices/notices.routes.db-spec.ts',
    'begins no backup, enrols no phone, and lets everything be read back',
  ],
  'console-deeds': [
    'apps/api/src/audit/changes-on-record.routes.db-spec.ts',
    'by pseudonyms: no name, address or id of a person is in the log',
  ],
  'company-key': [
    'apps/agent/src/end-to-end/keys-at-enrolment.cli-spec.ts',
    'has none to another key than the one that was read, whatever the server shows',
  ],
  'company-key-missing': [
    'apps/agent/src/managed/company-wrap.spec.ts',
    'is nobody where it was read that there is no key',
  ],
  'nobody-together': [
    'apps/agent/src/end-to-end/keys-at-enrolment.cli-spec.ts',
    'has no wrap where the policy says so, though a key is registered',
  ],
  'no-company-key': [
    'apps/agent/src/end-to-end/keys-at-enrolment.cli-spec.ts',
    'has none of what comes once the policy says so',
  ],
  'control-plane': ['apps/e2e/src/first-phone.spec.ts', NOTHING_TOLD],
  storage: ['apps/e2e/src/first-phone.spec.ts', NOTHING_TOLD],
  colleagues: [
    'apps/api/src/storage/objects.routes.db-spec.ts',
    "keeps an agent inside its own employee's repository",
  ],
  'contents-and-names': ['apps/e2e/src/first-phone.spec.ts', NOTHING_TOLD],
  whereabouts: ['apps/e2e/src/first-phone.spec.ts', NOTHING_TOLD],
  'times-of-day': [
    'apps/api/src/retention/keep-terms.db-spec.ts',
    'leave no old time of day anywhere, in whatever column',
  ],
  identifiers: ['apps/e2e/src/first-phone.spec.ts', NOTHING_TOLD],
  'other-phones': [
    'apps/agent/src/end-to-end/strangers.cli-spec.ts',
    'are left alone by the agent: no byte read, nothing kept, logged or reported',
  ],
  answers: [
    'apps/api/src/notices/notices.routes.db-spec.ts',
    'opens no gap, is counted with who has no phone, and is told by no route to anybody else',
  ],
};
