/** No journal and no fsync: a killed run's staging is thrown away. */
export const STAGING_SCHEMA = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA cache_size = -16384;
  CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    name BLOB NOT NULL,
    depth INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    mode INTEGER,
    category TEXT NOT NULL,
    content BLOB,
    old_content BLOB,
    present INTEGER NOT NULL,
    ref TEXT,
    local TEXT,
    same INTEGER NOT NULL DEFAULT 0,
    kept INTEGER NOT NULL DEFAULT 0,
    origin BLOB,
    opening BLOB,
    opened INTEGER,
    made_of BLOB,
    entropy INTEGER NOT NULL DEFAULT 0,
    UNIQUE (parent, name)
  );
  CREATE TABLE read_before (key BLOB PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE left_out (path BLOB NOT NULL, category TEXT NOT NULL, cause TEXT NOT NULL);
  INSERT INTO node (id, parent, name, depth, kind, size, mtime, category, present)
    VALUES (1, 0, x'', 0, 1, 0, 0, 'other', 1);
`;
