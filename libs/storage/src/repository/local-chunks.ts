import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { PackKind } from '../packs/pack-layout.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Chunks that are in no repository: of a snapshot that is shown otherwise than it is stored. They lie in SQLite's own temporary
 * file, which is gone with the process, under a key that is nowhere but in its memory: `nonce(12) ‖ AES-256-GCM ‖ tag(16)`.
 */
export class LocalChunks {
  private readonly key = randomBytes(32);
  private database: DatabaseSync | undefined;

  constructor(private readonly keys: RepositoryKeys) {}

  /** Answers with its id, by which a tree names it. */
  put(kind: PackKind, plain: Uint8Array): Buffer {
    const id = this.keys.chunkId(kind, plain);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    this.database ??= opened();
    this.database.prepare('INSERT OR IGNORE INTO chunk VALUES (?, ?)').run(id, sealed);
    return id;
  }

  has(id: Uint8Array): boolean {
    return this.database?.prepare('SELECT 1 FROM chunk WHERE id = ?').get(id) !== undefined;
  }

  get(id: Uint8Array): Buffer | undefined {
    const row = this.database?.prepare('SELECT sealed FROM chunk WHERE id = ?').get(id);
    if (!row) return undefined;
    const sealed = Buffer.from(row['sealed'] as Uint8Array);
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
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
    CREATE TABLE chunk (id BLOB PRIMARY KEY, sealed BLOB NOT NULL);
    BEGIN;`);
  return database;
}
