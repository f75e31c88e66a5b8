/** "HFST", so that a database of something else is never taken for an index, and a number that grows with the tables. */
export const INDEX_APPLICATION = 0x48465354;
export const INDEX_VERSION = 2;

/**
 * Tables of the work folder's index. Nothing in it is readable to a thief of the disk: ids are keyed, snapshot and
 * segment objects are kept as sealed as the location keeps them. A pack's `shard` is the one that a snapshot names for
 * it, the largest of those that describe it; its `entries` are kept until that one is large, since till then it may
 * have to be written once more.
 */
export const LOCAL_SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE pack (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    sha256 BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    shard BLOB,
    present INTEGER NOT NULL,
    altered INTEGER NOT NULL DEFAULT 0,
    entries BLOB
  );
  CREATE INDEX pack_without_shard ON pack (id) WHERE shard IS NULL;
  CREATE TABLE chunk (
    id BLOB NOT NULL,
    pack INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    plain INTEGER NOT NULL,
    PRIMARY KEY (id, pack)
  ) WITHOUT ROWID;
  CREATE TABLE shard (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL);
  CREATE TABLE described (shard INTEGER NOT NULL, pack INTEGER NOT NULL, PRIMARY KEY (shard, pack)) WITHOUT ROWID;
  CREATE INDEX described_pack ON described (pack);
  CREATE TABLE object (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${INDEX_APPLICATION};
  PRAGMA user_version = ${INDEX_VERSION};
`;
