import { seededDatabases, type DatabaseSizes } from '../../databases/seeded-databases.js';
import type { PhoneDatabases } from '../../databases/phone-databases.js';
import { writeAddressBook } from './address-book.js';
import { writeCalendar } from './calendar-database.js';
import { writeCallHistory } from './call-history.js';
import { writeNotes } from './note-store.js';
import { writeSmsDatabase, type SmsStyle } from './sms-database.js';

/** What is written; sizes that are not named are those of `seededDatabases`, and 12 notes. */
export interface IosDatabaseOptions extends Partial<Omit<DatabaseSizes, 'packages'>>, Partial<SmsStyle> {
  readonly seed: number;
  readonly notes?: number;
  /** Instead of the seeded ones: an Android phone's databases to be an iPhone's. */
  readonly databases?: PhoneDatabases;
}

/**
 * Writes an iPhone's databases into the folders of their domains below `root` (`HomeDomain/Library/SMS/sms.db` and so on):
 * the same people, messages, calls and events that `seededDatabases` gives an Android phone for the same seed and sizes.
 * The same options give the same rows. Existing databases are replaced.
 */
export async function writeIosDatabases(root: string, options: IosDatabaseOptions): Promise<void> {
  const { seed, notes = 12, archivedEvery = 3, extras = true, wal = true, databases, ...sizes } = options;
  const from = databases ?? seededDatabases(seed, { ...sizes, packages: 0 });
  await writeAddressBook(root, from);
  await writeSmsDatabase(root, from, { archivedEvery, extras, wal });
  await writeCallHistory(root, from);
  await writeCalendar(root, from);
  await writeNotes(root, seed, notes);
}
