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
  anomalies_found: {
    holds:
      'That far more of a phone changed than its history explains: shares and counts, and what somebody said it was',
    about: 'employees',
    until: 'times of day 14 days, then the date, as long as the version',
    by: ['terms', 'erasure'],
  },
  coverage_exemptions: {
    holds:
      'That gaps of somebody are left out of the score: why, who answers for it, who approved it, until when',
    about: 'employees',
    until: 'times of day 14 days, then the date; 25 months after it was over, or until the person is erased',
    by: ['terms', 'erasure'],
  },
  coverage_months: {
    holds: 'How each phone, and each person without one, stood at the end of a month',
    about: 'employees',
    until: '37 months; once the person is erased, of somebody whom nobody can name',
    by: ['terms', 'erasure'],
  },
  coverage_corrections: {
    holds: 'That a closed day counted a phone as protected that was not, as was found later',
    about: 'employees',
    until: '37 months; once the person is erased, of somebody whom nobody can name',
    by: ['terms', 'erasure'],
  },
  coverage_rounds: {
    holds: 'That everybody of a company is to be evaluated anew, and how far that has come',
    about: 'nobody',
    until: 'until it is done',
    by: ['replaced'],
  },
  coverage_deltas: {
    holds: 'By how much a count changed: how many people and phones stand where, by department',
    about: 'nobody',
    until: 'seconds, until it is added to its count',
    by: ['replaced'],
  },
  coverage_counts: {
    holds: 'How many people and phones stand where, by department',
    about: 'nobody',
    until: 'as long as the company is here',
    by: ['replaced'],
  },
  coverage_days: {
    holds: 'The same as it stood at the end of each day',
    about: 'nobody',
    until: 'as long as the company is here',
    by: ['company'],
  },
  coverage_closings: {
    holds: 'Which days are closed',
    about: 'nobody',
    until: 'as long as the company is here',
    by: ['company'],
  },
};
