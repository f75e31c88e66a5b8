/** The folder at the top of a snapshot that holds what was read from the phone's databases. */
export const RECORDS_FOLDER = 'Phone records';

/** The folders in it, by what they hold. */
export const FOLDERS = {
  contacts: 'Contacts',
  messages: 'Messages',
  calls: 'Calls',
  calendar: 'Calendar',
  notes: 'Notes',
  apps: 'Apps',
  settings: 'Phone',
} as const;

/** The folder of the files that came with multimedia messages, in `FOLDERS.messages`. */
export const ATTACHMENTS_FOLDER = 'Attachments';

/** How the `ref` of every entry made of records begins; those of shared storage hold no colon. */
export const RECORDS_REF = 'records:';

/**
 * Whether a name in shared storage would fall together with `RECORDS_FOLDER` on some file system: case, compatibility
 * forms and invisible characters do not tell names apart everywhere.
 */
export function isRecordsFolder(name: Uint8Array): boolean {
  const folded = Buffer.from(name)
    .toString('utf8')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
  return folded === RECORDS_FOLDER.toLowerCase();
}
