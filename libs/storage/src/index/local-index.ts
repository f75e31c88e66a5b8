import type { DatabaseSync } from 'node:sqlite';
import type { PackKind } from '../packs/pack-layout.js';
import { isDatabaseDamage, spoolFailure } from '../repository/work-folder.js';
import { IndexUnusable, openIndexDatabase, removeIndexDatabase } from './index-database.js';
import type { IndexedPack } from './index-shard.js';
import { saidBytes, SMALL_SHARD_BYTES } from './index-shard.js';
import { ShardEntries, shortId } from './shard-entries.js';

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
  private opened: DatabaseSync;
  private readonly statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  /** @throws IndexUnusable for one that is damaged, of another release or of another repository; StorageError `disk-full` */
  constructor(
    private readonly file: string,
    private readonly repositoryId: Uint8Array,
  ) {
    this.opened = openIndexDatabase(file);
    try {
      this.claim();
    } catch (error) {
      this.close();
      throw isDatabaseDamage(error) ? new IndexUnusable('damaged', { cause: error }) : error;
    }
  }

  get database(): DatabaseSync {
    return this.opened;
  }

  /** Forgets everything. What was prepared on it before is of no use any more. @throws StorageError `repository-busy` */
  startAnew(): void {
    this.close();
    try {
      removeIndexDatabase(this.file);
    } finally {
      this.opened = openIndexDatabase(this.file);
    }
    this.claim();
  }

  sql(text: string): ReturnType<DatabaseSync['prepare']> {
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

  /**
   * As `transaction`, and on the disk when it returns: other transactions are there after a kill, but those of the last
   * minutes may be gone after a power cut. @throws StorageError `disk-full`
   */
  durably<T>(work: () => T): T {
    this.database.exec('PRAGMA synchronous = FULL');
    try {
      return this.transaction(work);
    } finally {
      this.database.exec('PRAGMA synchronous = NORMAL');
    }
  }

  /** Learns of a pack that no shard describes yet. Idempotent. */
  addPack(pack: IndexedPack, present: boolean): void {
    this.packRow(pack, present, pack.entries.bytes);
  }

  /** Learns of a shard and its packs. `takesOver`: it is named for them from now on, however large the one before is. */
  addShard(sha256: Uint8Array, packs: readonly IndexedPack[], present: boolean, takesOver = false): void {
    // What it says, not what it takes: the sizes of small ones are padded, and alike.
    const size = saidBytes(packs);
    this.sql('INSERT OR IGNORE INTO shard (sha256, size) VALUES (?, ?)').run(sha256, size);
    const shard = this.sql('SELECT id FROM shard WHERE sha256 = ?').get(sha256)!['id'] as number;
    const describe = this.sql('INSERT OR IGNORE INTO described (shard, pack) VALUES (?, ?)');
    const settle = this.sql(
      `UPDATE pack SET shard = ?, entries = ? WHERE id = ?
       AND (shard IS NULL OR ? OR (SELECT size FROM shard WHERE sha256 = pack.shard) < ?)`,
    );
    for (const pack of packs) {
      const entries = size < SMALL_SHARD_BYTES ? pack.entries.bytes : null;
      const row = this.packRow(pack, present, entries);
      describe.run(shard, row);
      settle.run(sha256, entries, row, takesOver ? 1 : 0, size);
    }
  }

  private packRow(pack: IndexedPack, present: boolean, entries: Buffer | null): number {
    const added = this.sql(
      `INSERT INTO pack (kind, sha256, size, present, entries) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING`,
    ).run(pack.kind, pack.sha256, pack.size, present ? 1 : 0, entries);
    const row = this.sql('SELECT id FROM pack WHERE sha256 = ?').get(pack.sha256)!['id'] as number;
    // What a pack holds never changes, so what is known of one is not written down again.
    if (added.changes === 0) return row;
    const add = this.sql('INSERT OR IGNORE INTO chunk (id, pack, sealed, plain) VALUES (?, ?, ?, ?)');
    for (const { id, sealedLength, plainLength } of pack.entries) add.run(id, row, sealedLength, plainLength);
    return row;
  }

  /** The location has confirmed it, or this workstation has found it there. */
  confirmPack(sha256: Uint8Array): number {
    this.sql('UPDATE pack SET present = 1 WHERE sha256 = ? AND altered = 0').run(sha256);
    return this.packByDigest(sha256)!.id;
  }

  /** A healthy pack that holds the chunk. */
  packOf(id: Uint8Array): number | undefined {
    const row = this.sql(
      'SELECT p.id FROM chunk c JOIN pack p ON p.id = c.pack WHERE c.id = ? AND p.present = 1 LIMIT 1',
    ).get(shortId(id)) as { id: number } | undefined;
    return row?.id;
  }

  /** Every pack that ever held the chunk, healthy ones first. */
  packsOf(id: Uint8Array): (PackRow & { present: boolean; plainLength: number })[] {
    const rows = this.sql(
      `SELECT p.id, p.kind, p.sha256, p.size, p.present, c.plain FROM chunk c JOIN pack p ON p.id = c.pack
       WHERE c.id = ? ORDER BY p.present DESC, p.id DESC`,
    ).all(shortId(id));
    return rows.map((row) => ({
      ...packRow(row),
      present: row['present'] === 1,
      plainLength: row['plain'] as number,
    }));
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

  /** A pack that was written down before it was sent and that nobody has confirmed. */
  unconfirmed(sha256: Uint8Array): IndexedPack | undefined {
    const row = this.sql(
      'SELECT kind, sha256, size, entries FROM pack WHERE sha256 = ? AND present = 0 AND shard IS NULL',
    ).get(sha256);
    return row?.['entries'] ? indexedPack(row) : undefined;
  }

  hasShard(sha256: Uint8Array): boolean {
    return this.sql('SELECT 1 FROM shard WHERE sha256 = ?').get(sha256) !== undefined;
  }

  markAltered(sha256: Uint8Array): void {
    this.sql('UPDATE pack SET altered = 1, present = 0 WHERE sha256 = ?').run(sha256);
  }

  /** It was looked at whole: what was said of it before is over. */
  markHealthy(sha256: Uint8Array): void {
    this.sql('UPDATE pack SET altered = 0, present = 1 WHERE sha256 = ? AND altered = 1').run(sha256);
  }

  /** A shard that is gone or damaged: packs that no other one describes are named again by the next run. */
  forgetShard(sha256: Uint8Array): void {
    this.transaction(() => {
      const shard = this.sql('SELECT id FROM shard WHERE sha256 = ?').get(sha256);
      if (!shard) return;
      const id = shard['id'] as number;
      this.sql('DELETE FROM shard WHERE id = ?').run(id);
      this.sql(
        `UPDATE pack SET shard = (
           SELECT s.sha256 FROM described d JOIN shard s ON s.id = d.shard WHERE d.pack = pack.id
           ORDER BY s.size DESC LIMIT 1
         ) WHERE shard = ? AND id IN (SELECT pack FROM described WHERE shard = ?)`,
      ).run(sha256, id);
      this.sql('DELETE FROM described WHERE shard = ?').run(id);
    });
  }

  shards(): Buffer[] {
    return this.sql('SELECT sha256 FROM shard')
      .all()
      .map((row) => Buffer.from(row['sha256'] as Uint8Array));
  }

  close(): void {
    this.statements.clear();
    this.opened.close();
  }

  /** An index is of one repository: that of another would say of packs that they are here. */
  private claim(): void {
    this.sql(`INSERT OR IGNORE INTO meta VALUES ('repository', ?)`).run(this.repositoryId);
    const { value } = this.sql(`SELECT value FROM meta WHERE key = 'repository'`).get() as {
      value: Uint8Array;
    };
    if (Buffer.compare(value, this.repositoryId) !== 0) throw new IndexUnusable('another repository');
  }
}

/** A pack of which the entries are kept. */
export function indexedPack(row: Record<string, unknown>): IndexedPack {
  return {
    kind: row['kind'] as PackKind,
    sha256: Buffer.from(row['sha256'] as Uint8Array),
    size: row['size'] as number,
    entries: new ShardEntries(Buffer.from(row['entries'] as Uint8Array)),
  };
}

function packRow(row: Record<string, unknown>): PackRow {
  return {
    id: row['id'] as number,
    kind: row['kind'] as PackKind,
    sha256: Buffer.from(row['sha256'] as Uint8Array).toString('hex'),
    size: row['size'] as number,
  };
}
