import { DatabaseSync } from 'node:sqlite';
import type { RepositoryKeys } from '../crypto/repository-keys.js';

/**
 * Tree chunks that are in no repository: folders of a snapshot that is shown otherwise than it is stored. They hold names, and lie
 * in SQLite's own temporary file (0600, gone with the process), so that a million of them cost no memory.
 */
export class LocalTrees {
  private database: DatabaseSync | undefined;

  constructor(private readonly keys: RepositoryKeys) {}

  /** Answers with the id of the chunk, by which a tree names it. */
  async put(plain: Buffer): Promise<Buffer> {
    const id = this.keys.chunkId('tree', plain);
    this.database ??= opened();
    this.database.prepare('INSERT OR IGNORE INTO chunk VALUES (?, ?)').run(id, plain);
    return id;
  }

  get(id: Uint8Array): Buffer | undefined {
    const row = this.database?.prepare('SELECT plain FROM chunk WHERE id = ?').get(id);
    return row && Buffer.from(row['plain'] as Uint8Array);
  }

  close(): void {
    this.database?.close();
    this.database = undefined;
  }
}

function opened(): DatabaseSync {
  const database = new DatabaseSync('');
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -8192;
    CREATE TABLE chunk (id BLOB PRIMARY KEY, plain BLOB NOT NULL);`);
  return database;
}
