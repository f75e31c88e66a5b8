import type { Category, LeftOut, Scope } from '@holdfast/contracts';

/** What Android keeps in databases of its own, which the files of shared storage do not show (exported copies aside). */
const IN_DATABASES: readonly Category[] = [
  'contacts',
  'messages',
  'calls',
  'calendar',
  'apps',
  'health',
  'keychain',
  'settings',
];

/**
 * Says of each category asked for by name that the phone's database of it is not read. Silence would claim it:
 * whoever relies on a backup of their contacts has to learn before the phone is lost that it holds exports only.
 */
export function tellDatabasesNotRead(scope: Scope, leftOut: (left: LeftOut) => void): void {
  for (const category of IN_DATABASES) {
    if (scope.categories?.includes(category)) leftOut({ path: [], category, cause: 'unsupported' });
  }
}
