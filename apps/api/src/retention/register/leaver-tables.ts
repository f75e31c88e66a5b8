import type { KeptTables } from './kept-table.js';

/** Who has left, what keeps an erasure back, and what was erased. */
export const LEAVER_TABLES: KeptTables = {
  leavers_settings: {
    holds: 'For how many days leavers have access',
    about: 'company',
    until: 'as long as the company is here',
    by: ['company'],
  },
  leavers_terms: {
    holds: 'When and why somebody left, until when they have access, whether their link was sent',
    about: 'employees',
    until: 'until the person is erased, or is back',
    by: ['erasure'],
  },
  leavers_holds: {
    holds: 'That what is kept of somebody is not erased, why, and when that is looked at again',
    about: 'employees',
    until: 'until the person is erased after the hold was lifted',
    by: ['erasure'],
  },
  leavers_erasures: {
    holds: 'That somebody without a name was erased: dates, counts and the signed certificate',
    about: 'nobody',
    until: 'as long as the company is here, as evidence',
    by: ['company'],
  },
  leavers_erasure_places: {
    holds: 'Where an erasure deleted how much, and what a location does not let go yet',
    about: 'nobody',
    until: 'as long as the company is here, as evidence',
    by: ['company'],
  },
  'entry.leaver_links': {
    holds: 'Hashes of leavers’ personal links',
    about: 'employees',
    until: 'until the access ends, 90 days at most',
    by: ['sweep', 'erasure'],
  },
  'entry.leaver_sessions': {
    holds: 'Hashes of what those links were exchanged for',
    about: 'employees',
    until: 'an hour',
    by: ['sweep', 'erasure'],
  },
};
