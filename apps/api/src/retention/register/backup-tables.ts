import type { KeptTables } from './kept-table.js';

/** What was backed up, where it lies, and who is covered: counts, sizes, states. Never a name or a content. */
export const BACKUP_TABLES: KeptTables = {
  backup_runs: {
    holds: 'Each backup, restore and verification: outcome, cause, counts',
    about: 'employees',
    until: 'times of day 14 days, then the date and the duration; 25 months, or until the person is erased',
    by: ['terms', 'erasure'],
  },
  backup_leases: {
    holds: 'Which agent writes a phone’s backup now',
    about: 'employees',
    until: 'until the next one takes its place',
    by: ['replaced', 'erasure'],
  },
  backup_snapshots: {
    holds: 'Each version of a phone: day, categories, how many files and bytes, what was left out and why',
    about: 'employees',
    until: 'times of day 14 days, then the date, until the person is erased',
    by: ['terms', 'erasure'],
  },
  storage_copies: {
    holds: 'That a version is proven to be at a location',
    about: 'employees',
    until: 'times of day 14 days, then the date, as long as the version',
    by: ['terms', 'erasure'],
  },
  storage_repositories: {
    holds:
      'That an employee has a repository, and one to which a workstation wrote while it waited to be let in',
    about: 'employees',
    until: 'until the person is erased',
    by: ['erasure'],
  },
  storage_uploads: {
    holds: 'Names (hashes) and sizes of objects on their way to a location',
    about: 'employees',
    until: 'until a version names them; what none ever names keeps its row until the person is erased',
    by: ['replaced', 'terms', 'erasure'],
  },
  storage_holdings: {
    holds: 'How many bytes a repository has at a location',
    about: 'employees',
    until: 'until the person is erased',
    by: ['replaced', 'erasure'],
  },
  coverage_states: {
    holds: 'Whether a phone is protected as the policy asks',
    about: 'employees',
    until: 'until the next evaluation',
    by: ['replaced', 'terms', 'erasure'],
  },
  coverage_people: {
    holds: 'Where somebody stands in the headline',
    about: 'employees',
    until: 'until the next evaluation',
    by: ['replaced', 'terms', 'erasure'],
  },
  coverage_gaps: {
    holds: 'What was not protected, since when and until when',
    about: 'employees',
    until: 'times of day 14 days, then the date; 25 months after it closed',
    by: ['terms', 'erasure'],
  },
  notify_reminders: {
    holds: 'On which days somebody was reminded',
    about: 'employees',
    until: '13 months',
    by: ['terms', 'erasure'],
  },
};
