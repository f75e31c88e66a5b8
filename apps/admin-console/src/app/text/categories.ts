import type { Category } from '@holdfast/contracts';

export const CATEGORY_TEXTS: Record<Category, string> = {
  photos: $localize`photos`,
  videos: $localize`videos`,
  music: $localize`music`,
  documents: $localize`documents`,
  downloads: $localize`downloads`,
  recordings: $localize`recordings`,
  chats: $localize`chats`,
  messages: $localize`messages`,
  contacts: $localize`contacts`,
  calls: $localize`calls`,
  calendar: $localize`calendar`,
  notes: $localize`notes`,
  apps: $localize`apps`,
  'app-data': $localize`app data`,
  health: $localize`health`,
  keychain: $localize`keychain`,
  settings: $localize`settings`,
  other: $localize`other`,
};

export const ALL_CATEGORIES = Object.keys(CATEGORY_TEXTS) as Category[];

/** Read by default; any other needs purpose and lawful basis on record first. */
export const DEFAULT_CATEGORIES: readonly Category[] = ['photos', 'videos', 'documents', 'contacts'];

/** "photos, videos and contacts" by the rules of the page's language. */
export const listText = (words: readonly string[], locale?: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
