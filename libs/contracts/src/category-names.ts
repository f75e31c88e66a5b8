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
