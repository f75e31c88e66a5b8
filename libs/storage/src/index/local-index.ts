import { DatabaseSync } from 'node:sqlite';
import type { PackKind } from '../packs/pack-layout.js';
import { spoolFailure } from '../repository/work-folder.js';
import type { IndexedPack } from './index-shard.js';
import { LOCAL_SCHEMA } from './local-schema.js';

export interface PackRow {
  readonly id: number;
  readonly kind: PackKind;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Chunk id → packs, on this workstation. A cache of the location's index shards and of what this workstation has sent
 * itself; `present` is whether the location listed the pack when it was last asked, and nothing found it altered.
 */
export class LocalIndex {
  readonly database: DatabaseSync;

  constructor(file: string) {
    try {
      this.database = new DatabaseSync(file, { timeout: 60_000 });
      this.database.exec(LOCAL_SCHEMA);
    } catch (error) {
      throw spoolFailure(error, file);
    }
  }

  private readonly statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  private sql(text: string) {
    let statement = this.statements.get(text);
    if (!statement) this.statements.set(text, (statement = this.database.prepare(text)));
    return statement;
  }

  /** All or nothing, and one fsync less a row. @throws StorageError `disk-full` */
  transaction<T>(work: () => T): T {
    try {
      this.database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.database.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.database.isTransaction) this.database.exec('ROLLBACK');
        throw error;
      }
    } catch (error) {
      throw spoolFailure(error, 'the work folder');
    }
  }

  /** Learns of a pack. `shard`: the index shard that says so, if one does. Idempotent. */
  addPack(pack: IndexedPack, shard: Buffer | null, present: boolean): void {
    this.sql(
      `INSERT INTO pack (kind, sha256, size, shard, present) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (sha256) DO UPDATE SET shard = coalesce(shard, excluded.shard)`,
    ).run(pack.kind, pack.sha256, pack.size, shard, present ? 1 : 0);
    const row = this.sql('SELECT id FROM pack WHERE sha256 = ?').get(pack.sha256) as { id: number };
    const add = this.sql('INSERT OR IGNORE INTO chunk (id, pack) VALUES (?, ?)');
    for (const id of pack.ids) add.run(id, row.id);
  }

  /** A healthy pack that holds the chunk. */
  packOf(id: Uint8Array): number | undefined {
    const row = this.sql(
      'SELECT p.id FROM chunk c JOIN pack p ON p.id = c.pack WHERE c.id = ? AND p.present = 1 LIMIT 1',
    ).get(id) as { id: number } | undefined;
    return row?.id;
  }

  /** Every pack that ever held the chunk, healthy ones first. */
  packsOf(id: Uint8Array): (PackRow & { present: boolean })[] {
    const rows = this.sql(
      `SELECT p.id, p.kind, p.sha256, p.size, p.present FROM chunk c JOIN pack p ON p.id = c.pack
       WHERE c.id = ? ORDER BY p.present DESC, p.id DESC`,
    ).all(id);
    return rows.map((row) => ({ ...packRow(row), present: row['present'] === 1 }));
  }

  pack(id: number): PackRow & { shard: string | undefined } {
    const row = this.sql('SELECT id, kind, sha256, size, shard FROM pack WHERE id = ?').get(id)!;
    const shard = row['shard'] as Uint8Array | null;
    return { ...packRow(row), shard: shard === null ? undefined : Buffer.from(shard).toString('hex') };
  }

  packByDigest(sha256: Uint8Array): (PackRow & { present: boolean; shard: boolean }) | undefined {
    const row = this.sql('SELECT * FROM pack WHERE sha256 = ?').get(sha256);
    return row && { ...packRow(row), present: row['present'] === 1, shard: row['shard'] !== null };
  }

  /** Sent, but named by no shard yet. */
  packsWithoutShard(): IndexedPack[] {
    const rows = this.sql('SELECT * FROM pack WHERE shard IS NULL AND present = 1 ORDER BY id').all();
    return rows.map((row) => ({
      kind: row['kind'] as PackKind,
      sha256: Buffer.from(row['sha256'] as Uint8Array),
      size: row['size'] as number,
      ids: this.sql('SELECT id FROM chunk WHERE pack = ?')
        .all(row['id'] as number)
        .map((chunk) => Buffer.from(chunk['id'] as Uint8Array)),
    }));
  }

  countWithoutShard(): { packs: number; bytes: number } {
    return this.sql(
      'SELECT count(*) AS packs, coalesce(sum(size), 0) AS bytes FROM pack WHERE shard IS NULL AND present = 1',
    ).get() as { packs: number; bytes: number };
  }

  hasShard(sha256: Uint8Array): boolean {
    return this.sql('SELECT 1 FROM shard WHERE sha256 = ?').get(sha256) !== undefined;
  }

  addShard(sha256: Buffer, packs: readonly IndexedPack[], present: boolean): void {
    this.sql('INSERT OR IGNORE INTO shard (sha256) VALUES (?)').run(sha256);
    for (const pack of packs) this.addPack(pack, sha256, present);
  }

  markAltered(sha256: Uint8Array): void {
    this.sql('UPDATE pack SET altered = 1, present = 0 WHERE sha256 = ?').run(sha256);
  }

  /** A shard that is gone or damaged: the packs it named are named again by the next run. */
  forgetShard(sha256: Uint8Array): void {
    this.transaction(() => {
      this.sql('DELETE FROM shard WHERE sha256 = ?').run(sha256);
      this.sql('UPDATE pack SET shard = NULL WHERE shard = ?').run(sha256);
    });
  }

  shards(): Buffer[] {
    return this.sql('SELECT sha256 FROM shard')
      .all()
      .map((row) => Buffer.from(row['sha256'] as Uint8Array));
  }

  close(): void {
    this.database.close();
  }
}

function packRow(row: Record<string, unknown>): PackRow {
  return {
    id: row['id'] as number,
    kind: row['kind'] as PackKind,
    sha256: Buffer.from(row['sha256'] as Uint8Array).toString('hex'),
    size: row['size'] as number,
  };
}
