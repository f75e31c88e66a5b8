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
    holds: 'Label that the employee chose, platform, model, system version, keyed hash of the serial number',
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
  fleet_acknowledgements: {
    holds: 'That somebody has read a privacy notice: its version and the hash of its text',
    about: 'employees',
    until: 'until the person is erased',
    by: ['erasure'],
  },
};
