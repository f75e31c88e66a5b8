import { BACKUP_TABLES } from './backup-tables.js';
import { COMPANY_TABLES } from './company-tables.js';
import { ENTRY_TABLES } from './entry-tables.js';
import { FLEET_TABLES } from './fleet-tables.js';
import type { KeptTables } from './kept-table.js';
import { LEAVER_TABLES } from './leaver-tables.js';
import { NOTIFY_TABLES } from './notify-tables.js';
import { PEOPLE_TABLES } from './people-tables.js';

export type { About, KeptTable, KeptTables, Remover } from './kept-table.js';

/** Every table of the database, but `public.` before its name. A test fails for one that is not here. */
export const REGISTER: KeptTables = {
  ...PEOPLE_TABLES,
  ...LEAVER_TABLES,
  ...FLEET_TABLES,
  ...BACKUP_TABLES,
  ...NOTIFY_TABLES,
  ...COMPANY_TABLES,
  ...ENTRY_TABLES,
};
