import type { KeptTable, KeptTables } from './kept-table.js';

const expiring = (holds: string, until: string): KeptTable => ({
  holds,
  about: 'employees',
  until,
  by: ['sweep'],
});

/** What is found before the company is known: hashes of things that cannot be guessed, and whom they belong to. */
export const ENTRY_TABLES: KeptTables = {
  'entry.companies': {
    holds: 'That a company is here',
    about: 'company',
    until: 'as long as it is',
    by: ['company'],
  },
  'entry.accounts': {
    holds: 'Keyed hashes of the e-mail addresses of accounts without single sign-on',
    about: 'staff',
    until: 'until the person is erased',
    by: ['erasure'],
  },
  'entry.attempts': {
    holds: 'How often something was tried, by a keyed hash of who tried',
    about: 'nobody',
    until: '15 minutes to an hour',
    by: ['sweep'],
  },
  'entry.sessions': expiring('Hashes of session cookies', '12 hours at most'),
  'entry.oauth_records': {
    ...expiring(
      'Grants and tokens of agents, by hashes; of the keys only thumbprints',
      'until the workstation is revoked, or is not seen for 30 days; 180 days at most',
    ),
    by: ['sweep', 'erasure'],
  },
  'entry.spent_proofs': expiring('Hashes of proofs that were used, so that none is taken twice', 'minutes'),
  'entry.scim_tokens': {
    holds: 'Hashes of the tokens by which directories speak',
    about: 'company',
    until: 'until the token is revoked, or a month after it expired',
    by: ['person', 'sweep'],
  },
  'entry.api_tokens': {
    holds: 'Hashes of the tokens by which scripts of companies call',
    about: 'company',
    until: 'until the token is revoked, or a month after it expired',
    by: ['person', 'sweep'],
  },
  'entry.enrolment_tokens': expiring('Hashes of enrolment tokens', 'eight days'),
  'entry.setup_tokens': expiring('Hashes of setup tokens', 'an hour'),
  'entry.spent_tickets': expiring('Hashes of steps of a sign-in that were used', 'minutes'),
  'entry.operator_sessions': {
    ...expiring('Hashes of operators’ cookies', '12 hours at most'),
    about: 'operators',
  },
  'entry.operator_tokens': {
    ...expiring('Hashes of operators’ one-time tokens', 'a day'),
    about: 'operators',
  },
  'entry.sso_codes': expiring('Hashes of results on their way to a browser', 'a minute'),
  'entry.sso_connections': {
    holds: 'Hashes of addresses to which identity providers answer',
    about: 'company',
    until: 'until the connection is removed',
    by: ['person'],
  },
  'entry.sso_requests': expiring('Hashes of open requests to identity providers', 'minutes'),
};
