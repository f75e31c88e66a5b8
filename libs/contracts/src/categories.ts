import { z } from 'zod';

/**
 * What kind of data an entry is. A closed list, the same in sources, policies, facts, console and reports:
 * adding one is a change of the policy schema.
 */
export const CATEGORIES = [
  'photos',
  'videos',
  'music',
  'documents',
  'downloads',
  'recordings',
  'chats',
  'messages',
  'contacts',
  'calls',
  'calendar',
  'notes',
  'apps',
  'app-data',
  'health',
  'keychain',
  'settings',
  'other',
] as const;

export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

/** Read by default (product rule 5); everything else stays off until the company has recorded why. */
export const DEFAULT_CATEGORIES = ['photos', 'videos', 'documents', 'contacts'] as const satisfies Category[];
