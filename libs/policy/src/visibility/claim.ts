/** The columns of *What my company can see*, in the order in which they are read. */
export const CLAIM_COLUMNS = ['is-read', 'can-see', 'could-open', 'cannot-open', 'never-kept'] as const;
export type ClaimColumn = (typeof CLAIM_COLUMNS)[number];

/**
 * Every claim that the page can make. Each has a test that tries the opposite; a code is never used for something else,
 * since acknowledged statements keep it.
 */
export const CLAIM_CODES = [
  'categories-read',
  'iphone-whole',
  'not-read',
  'purpose',
  'name-and-address',
  'workstation',
  'phone',
  'backup-days',
  'sizes',
  'present',
  'gaps',
  'told-further',
  'notice-state',
  'console-deeds',
  'company-key',
  'company-key-missing',
  'nobody-together',
  'no-company-key',
  'control-plane',
  'storage',
  'colleagues',
  'contents-and-names',
  'whereabouts',
  'times-of-day',
  'identifiers',
  'other-phones',
  'answers',
] as const;
export type ClaimCode = (typeof CLAIM_CODES)[number];

/** One sentence on the page. */
export interface Claim {
  readonly code: ClaimCode;
  readonly column: ClaimColumn;
  readonly text: string;
}

/** What each column is called. */
export const COLUMN_TITLES: Readonly<Record<ClaimColumn, string>> = {
  'is-read': 'What is read from your phone',
  'can-see': 'What your company can see',
  'could-open': 'What your company could open',
  'cannot-open': 'What nobody but you can open',
  'never-kept': 'What Holdfast never keeps',
};
