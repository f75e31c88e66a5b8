import { createHash } from 'node:crypto';
import type { LocalIndex } from '../index/local-index.js';
import { shortId } from '../index/shard-entries.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { contentChunks } from '../tree/file-content.js';
import type { IdList } from '../tree/id-list.js';
import { eachId, encodeIdList } from '../tree/id-list.js';
import { eachEntry } from '../tree/walk-tree.js';

export interface PackLife {
  readonly pack: number;
  readonly size: number;
  /** Sealed bytes of chunks that a snapshot needs from this pack. */
  readonly live: number;
}

/**
 * Which chunks any snapshot needs, and which pack is to keep each: in the index's temporary tables, so that memory holds
 * none of it. A folder that several snapshots share is walked once.
 */
export class LiveChunks {
  constructor(
    private readonly index: LocalIndex,
    private readonly chunks: ChunkReader,
  ) {
    this.drop();
    index.database.exec(`
      CREATE TEMP TABLE live (id BLOB PRIMARY KEY) WITHOUT ROWID;
      CREATE TEMP TABLE walked (folder BLOB PRIMARY KEY) WITHOUT ROWID;
      CREATE TEMP TABLE named (pack INTEGER PRIMARY KEY);`);
  }

  /** @throws StorageError `object-missing`, `object-altered` */
  async collect(snapshots: readonly OpenedSnapshot[], stop: () => void): Promise<void> {
    const add = this.index.database.prepare('INSERT OR IGNORE INTO temp.live VALUES (?)');
    const get = (id: Uint8Array): Promise<Buffer> => {
      add.run(shortId(id));
      return this.chunks.chunk('tree', id);
    };
    for (const { root } of snapshots) {
      for await (const id of eachId(root.leftOutList, get, undefined, root.leftOut)) add.run(shortId(id));
      const folders = [root.tree];
      for (let folder = folders.pop(); folder; folder = folders.pop()) {
        stop();
        if (!this.firstTime(folder)) continue;
        for await (const entry of eachEntry(folder, get)) {
          if (entry.kind === 'directory') folders.push(entry.ids);
          else if (entry.kind === 'file')
            for await (const id of contentChunks(entry, get)) add.run(shortId(id));
        }
      }
    }
  }

  /** Chooses a pack for each chunk, one that a snapshot names already where there is one. Answers how many have none. */
  choose(named: Iterable<number>): number {
    const { database } = this.index;
    const add = database.prepare('INSERT OR IGNORE INTO temp.named VALUES (?)');
    for (const pack of named) add.run(pack);
    database.exec(`
      CREATE TEMP TABLE chosen (id BLOB PRIMARY KEY, pack INTEGER) WITHOUT ROWID;
      INSERT INTO temp.chosen SELECT id, (
        SELECT c.pack FROM chunk c JOIN pack p ON p.id = c.pack
        WHERE c.id = live.id AND p.present = 1
        ORDER BY c.pack IN (SELECT pack FROM temp.named) DESC, c.pack LIMIT 1
      ) FROM temp.live;`);
    return database.prepare('SELECT count(*) AS n FROM temp.chosen WHERE pack IS NULL').get()!['n'] as number;
  }

  /** Packs that are named or chosen, the deadest first. */
  packs(): PackLife[] {
    const rows = this.index.database
      .prepare(
        `SELECT p.id AS pack, p.size, coalesce(l.live, 0) AS live FROM pack p
         LEFT JOIN (SELECT ch.pack, sum(c.sealed) AS live FROM temp.chosen ch
                    JOIN chunk c ON c.id = ch.id AND c.pack = ch.pack GROUP BY ch.pack) l ON l.pack = p.id
         WHERE p.present = 1 AND (l.pack IS NOT NULL OR p.id IN (SELECT pack FROM temp.named))
         ORDER BY coalesce(l.live, 0) * 1.0 / p.size, p.id`,
      )
      .all();
    return rows as unknown as PackLife[];
  }

  /** Whether this pack is the one to keep this chunk. */
  isKeptIn(pack: number, id: Uint8Array): boolean {
    this.kept ??= this.index.database.prepare('SELECT 1 FROM temp.chosen WHERE id = ? AND pack = ?');
    return this.kept.get(shortId(id), pack) !== undefined;
  }

  drop(): void {
    for (const table of ['live', 'walked', 'named', 'chosen'])
      this.index.database.exec(`DROP TABLE IF EXISTS temp.${table}`);
  }

  private kept: ReturnType<LocalIndex['database']['prepare']> | undefined;

  private firstTime(folder: IdList): boolean {
    const key = createHash('sha256').update(encodeIdList(folder)).digest();
    const add = this.index.database.prepare('INSERT OR IGNORE INTO temp.walked VALUES (?)');
    return add.run(key).changes === 1;
  }
}
