import type { KeptTables } from './kept-table.js';

const WITH_PERSON = 'times of day 14 days, then the date, until the person is erased';

/** Workstations, phones and what was agreed about them. */
export const FLEET_TABLES: KeptTables = {
  fleet_workstations: {
    holds: 'Label that the employee chose, operating system, where its keys lie, last day seen',
    about: 'employees',
    until: WITH_PERSON,
    by: ['terms', 'erasure'],
  },
  fleet_agents: {
    holds: 'Version of the agent, and whether it was revoked',
    about: 'employees',
    until: WITH_PERSON,
    by: ['terms', 'erasure'],
  },
  fleet_phones: {
    holds:
      'Label that the employee chose, platform, model, system version, keyed hash of the serial number, the day on which it was released',
    about: 'employees',
    until: WITH_PERSON,
    by: ['terms', 'erasure'],
  },
  fleet_enrolments: {
    holds: 'Which phone is enrolled on which workstation, and what is plugged in now',
    about: 'employees',
    until: WITH_PERSON,
    by: ['terms', 'erasure'],
  },
  fleet_commands: {
    holds: 'What an agent was asked to do',
    about: 'employees',
    until: '14 days after it was done',
    by: ['terms', 'erasure'],
  },
  inventory_phones: {
    holds:
      'Phones that a device management or a list of the company knows: whose, platform, model, system version, whose property, and which enrolled one it is. Devices are known again by a keyed hash; no serial number, phone number or address of a network is kept',
    about: 'employees',
    until:
      '90 days after its source no longer tells of it, until the source is removed, or until the person is erased',
    by: ['sweep', 'person', 'erasure'],
  },
  joining_requests: {
    holds: 'That a workstation asked to be let in by another one of the same person, and what was answered',
    about: 'employees',
    until: '30 days',
    by: ['terms', 'erasure'],
  },
  keys_recovery_codes: {
    holds: 'Public key of somebody’s recovery code, and on which days it was made and proven; never the code',
    about: 'employees',
    until: 'until the next one takes its place, or the person is erased',
    by: ['replaced', 'erasure'],
  },
  notices_events: {
    holds: 'That somebody acknowledged a statement or took it back, and on which workstation',
    about: 'employees',
    until: WITH_PERSON,
    by: ['terms', 'erasure'],
  },
  notices_declarations: {
    holds: 'That somebody declined, or does not use a phone for work; no page shows it to anybody else',
    about: 'employees',
    until: 'until they take it back or enrol a phone, or are erased',
    by: ['person', 'erasure'],
  },
  notices_texts: {
    holds: 'Texts of the privacy notice, by version, and who published each',
    about: 'staff',
    until: 'as long as the company is here',
    by: ['company'],
  },
  notices_statements: {
    holds: 'Statements that somebody acknowledged, word for word',
    about: 'nobody',
    until: 'as long as the company is here',
    by: ['company'],
  },
};
