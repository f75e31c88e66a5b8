import type { KeptTables } from './kept-table.js';

const WHILE_HERE = 'while they are here, and until they are erased after they left';

/** Who works here and how they sign in. */
export const PEOPLE_TABLES: KeptTables = {
  people_employees: {
    holds: 'Name, work e-mail address, department, role, and whether and since when somebody has left',
    about: 'employees',
    until: WHILE_HERE,
    by: ['erasure'],
  },
  directory_people: {
    holds:
      'What the company’s directory says of somebody: its names for them, e-mail address, department, manager, active',
    about: 'employees',
    until: WHILE_HERE,
    by: ['erasure'],
  },
  people_groups: {
    holds: 'Names of groups of the company’s directory',
    about: 'company',
    until: 'until the directory removes the group',
    by: ['person'],
  },
  people_memberships: {
    holds: 'Who is in which group of the directory, and since when',
    about: 'employees',
    until: 'until the directory takes them out or they are erased',
    by: ['person', 'erasure'],
  },
  directory_held: {
    holds: 'Whom the directory removed and a person here has not decided on yet',
    about: 'employees',
    until: 'until somebody decides',
    by: ['person', 'erasure'],
  },
  sso_identities: {
    holds: 'The name under which the company’s identity provider knows somebody',
    about: 'employees',
    until: WHILE_HERE,
    by: ['erasure'],
  },
  sessions_open: {
    holds: 'Open sessions: way of signing in, kind of browser, since when',
    about: 'employees',
    until: 'until the session ends, 12 hours at most',
    by: ['sweep', 'person'],
  },
  factors_passwords: {
    holds: 'Passwords as argon2id, of people with an account without single sign-on',
    about: 'staff',
    until: WHILE_HERE,
    by: ['replaced', 'erasure'],
  },
  factors_totps: {
    holds: 'Secrets of authenticator apps, sealed',
    about: 'staff',
    until: 'until the factor is removed',
    by: ['person', 'erasure'],
  },
  factors_passkeys: {
    holds: 'Public keys of passkeys, their names and when they were used last',
    about: 'staff',
    until: 'until the passkey is removed',
    by: ['person', 'erasure'],
  },
  sso_results: {
    holds: 'A sign-in between the identity provider and the browser',
    about: 'employees',
    until: 'a minute',
    by: ['sweep'],
  },
  sso_messages: {
    holds: 'Hashes of messages of the identity provider, so that none is taken twice',
    about: 'nobody',
    until: 'until the message would be too old anyway',
    by: ['sweep'],
  },
  access_noted: {
    holds: 'That a look at a person is on record for this hour',
    about: 'staff',
    until: 'an hour',
    by: ['sweep'],
  },
};
