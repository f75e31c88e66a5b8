/** The tables of a backup's Manifest.db, as iOS 10 and later have them. */
export const MANIFEST_TABLES = `
  CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
  CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);`;

/** Made once all rows are there, which is faster. */
export const MANIFEST_INDEXES = `
  CREATE INDEX FilesDomainIdx ON Files(domain);
  CREATE INDEX FilesRelativePathIdx ON Files(relativePath);
  CREATE INDEX FilesFlagsIdx ON Files(flags);`;

/** What an entry is, in `Files.flags`. */
export const MANIFEST_FLAGS = { file: 1, directory: 2, symlink: 4 } as const;
