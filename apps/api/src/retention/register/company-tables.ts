import type { KeptTables } from './kept-table.js';

const AS_LONG = 'as long as the company is here';

/** What belongs to the company itself, its evidence, and what belongs to nobody. */
export const COMPANY_TABLES: KeptTables = {
  companies: { holds: 'The company’s name', about: 'company', until: AS_LONG, by: ['company'] },
  directory_settings: {
    holds: 'How much the company’s directory may remove at once, and counts',
    about: 'company',
    until: AS_LONG,
    by: ['company'],
  },
  directory_tokens: {
    holds: 'Labels of the directory’s tokens, when they end and on which day they were used last',
    about: 'company',
    until: AS_LONG,
    by: ['company'],
  },
  api_tokens: {
    holds:
      'Labels and scopes of tokens of the company’s scripts, who made each, when they end and on which day they were used last',
    about: 'staff',
    until: AS_LONG,
    by: ['company'],
  },
  inventory_sources: {
    holds: 'Which device managements and lists tell of phones, and when they did last',
    about: 'company',
    until: 'until the source is removed',
    by: ['person'],
  },
  directory_removed: {
    holds: 'When the directory removed somebody, not whom',
    about: 'nobody',
    until: 'the window of the limit, a week at most, and until the next removal',
    by: ['replaced'],
  },
  coverage_incidents: {
    holds:
      'Causes above single phones: of which location, provider or version, since when, who has taken it on',
    about: 'company',
    until: AS_LONG,
    by: ['company'],
  },
  coverage_what_ifs: {
    holds: 'What a draft of a policy would change, with the first hundred whom it would leave unprotected',
    about: 'staff',
    until: 'a day',
    by: ['sweep'],
  },
  storage_health: {
    holds: 'How each location answered when it was tried last',
    about: 'company',
    until: 'until the next try',
    by: ['replaced'],
  },
  policies: {
    holds: 'Which version of a policy is in force',
    about: 'company',
    until: AS_LONG,
    by: ['company'],
  },
  policy_versions: {
    holds: 'Policies as they were published, and by whom',
    about: 'staff',
    until: AS_LONG,
    by: ['company'],
  },
  policy_assignments: {
    holds: 'Whom a policy covers: everybody, or a group of the directory',
    about: 'company',
    until: `${AS_LONG}, or until the directory removes the group`,
    by: ['company'],
  },
  policy_revisions: {
    holds: 'How often policies and assignments were changed',
    about: 'nobody',
    until: AS_LONG,
    by: ['replaced'],
  },
  keys_company: {
    holds: 'Public halves of the company’s recovery keys, and who registered each',
    about: 'staff',
    until: `${AS_LONG}: evidence of what a statement named`,
    by: ['company'],
  },
  storage_locations: {
    holds: 'Where backups lie; credentials are sealed',
    about: 'company',
    until: AS_LONG,
    by: ['company'],
  },
  sso_connections: {
    holds: 'How the company signs in, and the attributes that the last test login received',
    about: 'staff',
    until: 'until the connection is removed',
    by: ['person'],
  },
  audit_events: {
    holds: 'Who did what, under pseudonyms',
    about: 'employees',
    until: `${AS_LONG}: evidence that cannot be changed; the pseudonym means nobody once the person is erased`,
    by: ['company', 'erasure'],
  },
  audit_heads: {
    holds: 'Where the audit log’s chain stands',
    about: 'nobody',
    until: AS_LONG,
    by: ['replaced'],
  },
  audit_persons: {
    holds: 'The key of each pseudonym in the audit log',
    about: 'employees',
    until: 'until the person is erased',
    by: ['erasure'],
  },
  audit_anchors: { holds: 'Signed heads of the audit log', about: 'nobody', until: AS_LONG, by: ['company'] },
  audit_anchor_copies: { holds: 'Where those lie', about: 'nobody', until: AS_LONG, by: ['company'] },
  schema_migrations: { holds: 'Versions of this database', about: 'nobody', until: AS_LONG, by: ['company'] },
  'operator.accounts': {
    holds: 'Names of operators of the installation',
    about: 'operators',
    until: 'as long as the installation is here',
    by: ['company'],
  },
  'operator.company_counts': {
    holds: 'How many people and phones a company has',
    about: 'company',
    until: 'until the next count',
    by: ['replaced'],
  },
};
