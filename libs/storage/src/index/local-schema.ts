/**
 * Tables of the work folder's index. Nothing in it is readable to a thief of the disk: ids are keyed, snapshot and
 * segment objects are kept as sealed as the location keeps them, journal rows are sealed under the journal key.
 */
export const LOCAL_SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -16384;
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pack (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    sha256 BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    shard BLOB,
    present INTEGER NOT NULL,
    altered INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS chunk (id BLOB NOT NULL, pack INTEGER NOT NULL, PRIMARY KEY (id, pack)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS chunk_by_pack ON chunk (pack);
  CREATE TABLE IF NOT EXISTS shard (sha256 BLOB PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS object (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS journal (key BLOB PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
`;
