import type { Category, LeftOut, Scope } from '@holdfast/contracts';

/** What no phone lets the cable read: other applications' own data. Exported files of these are read as files. */
const CLOSED: readonly Category[] = ['health', 'keychain', 'notes'];

/**
 * Says of each of these categories asked for by name that the phone's own data of it is not read. Silence would claim it:
 * whoever relies on a backup of their notes has to learn before the phone is lost that it holds exports only.
 */
export function tellDatabasesNotRead(scope: Scope, leftOut: (left: LeftOut) => void): void {
  for (const category of CLOSED) {
    if (scope.categories?.includes(category)) leftOut({ path: [], category, cause: 'unsupported' });
  }
}
