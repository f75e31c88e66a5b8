import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { FileOrder } from '../target/file-order.js';
import type { TreeEntry } from '../tree/tree-entry.js';

/** A path as stored and as this computer can hold it. */
export interface HeldPath {
  readonly stored: readonly Buffer[];
  readonly held: readonly Buffer[];
}

/** One chunk of one file, and the row of the pack that is to deliver it. */
export interface PlannedPiece {
  readonly pack: number;
  readonly chunk: Uint8Array;
  readonly file: number;
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

export interface PlannedFile extends Omit<FileOrder, 'pieces'> {
  readonly id: number;
  readonly stored: readonly Buffer[];
  readonly size: bigint;
  readonly pieces: number;
  /** The phone sealed its bytes: they are opened before it gets its name. */
  readonly opening?: Buffer;
}

/**
 * What a restore has to do, by pack, so that each pack is fetched once whatever order files come in: on disk, in
 * SQLite's own temporary file, which is gone with the process; a million files cost 200 MB there and no memory.
 */
export class RestorePlan {
  private readonly database = new DatabaseSync('', { readBigInts: true });
  private readonly statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  private lastFolder: { key: string; id: bigint } | undefined;
  bytes = 0;

  constructor() {
    this.database.exec(`
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA cache_size = -16384;
      CREATE TABLE folder (id INTEGER PRIMARY KEY, stored BLOB NOT NULL, held BLOB NOT NULL);
      CREATE TABLE facts (id INTEGER PRIMARY KEY, held BLOB NOT NULL, mode INTEGER, mtime INTEGER NOT NULL);
      CREATE TABLE file (
        id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, stored BLOB NOT NULL, held BLOB NOT NULL, part BLOB NOT NULL,
        size INTEGER NOT NULL, mtime INTEGER NOT NULL, mode INTEGER, replaces INTEGER NOT NULL,
        pieces INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, opening BLOB
      );
      CREATE TABLE piece (pack INTEGER NOT NULL, chunk BLOB NOT NULL, file INTEGER NOT NULL, at INTEGER NOT NULL,
        start INTEGER NOT NULL, length INTEGER NOT NULL);
      BEGIN;`);
  }

  private sql(text: string) {
    let statement = this.statements.get(text);
    if (!statement) this.statements.set(text, (statement = this.database.prepare(text)));
    return statement;
  }

  addFile({ stored, held }: HeldPath, entry: TreeEntry, replace: boolean, opening?: Uint8Array): number {
    const folder = this.folder(stored.slice(0, -1), held.slice(0, -1));
    const { size, mtimeNs, mode } = entry;
    const part = Buffer.from(`.holdfast-${randomBytes(8).toString('hex')}.part`);
    const { lastInsertRowid } = this.sql(
      'INSERT INTO file (folder, stored, held, part, size, mtime, mode, replaces, opening) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      folder,
      stored.at(-1)!,
      held.at(-1)!,
      part,
      size,
      mtimeNs,
      mode ?? null,
      replace ? 1 : 0,
      opening ?? null,
    );
    this.bytes += Number(size);
    return Number(lastInsertRowid);
  }

  /** How many have to be written until the file is whole. */
  setPieces(file: number, pieces: number): void {
    this.sql('UPDATE file SET pieces = ? WHERE id = ?').run(pieces, file);
  }

  addPiece({ pack, chunk, file, at, from, length }: PlannedPiece): void {
    this.sql('INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)').run(pack, chunk, file, at, from, length);
  }

  addFolder(held: readonly Buffer[], entry: TreeEntry): void {
    this.sql('INSERT INTO facts (held, mode, mtime) VALUES (?, ?, ?)').run(
      pathBytes(held),
      entry.mode ?? null,
      entry.mtimeNs,
    );
  }

  /** All is planned; packs can be asked for. */
  close(): void {
    this.database.exec('CREATE INDEX piece_by_pack ON piece (pack)');
  }

  /** The next pack that has something to deliver. */
  nextPack(after: number): number | undefined {
    const row = this.sql('SELECT min(pack) AS pack FROM piece WHERE pack > ?').get(after);
    return row!['pack'] === null ? undefined : Number(row!['pack']);
  }

  /** Takes what one pack delivers out of the plan, `most` at a time: a pack may hold a hundred thousand small files. */
  take(pack: number, most: number): PlannedPiece[] {
    const rows = this.sql('SELECT rowid, * FROM piece WHERE pack = ? ORDER BY rowid LIMIT ?').all(pack, most);
    const last = rows.at(-1);
    if (last) this.sql('DELETE FROM piece WHERE pack = ? AND rowid <= ?').run(pack, last['rowid'] as bigint);
    return rows.map((row) => ({
      pack,
      chunk: Buffer.from(row['chunk'] as Uint8Array),
      file: Number(row['file']),
      at: Number(row['at']),
      from: Number(row['start']),
      length: Number(row['length']),
    }));
  }

  file(id: number): PlannedFile {
    const row = this.sql(
      `SELECT file.*, folder.stored AS stored_above, folder.held AS held_above FROM file
       JOIN folder ON folder.id = file.folder WHERE file.id = ?`,
    ).get(id)!;
    return {
      id,
      stored: [...pathOf(row['stored_above']), Buffer.from(row['stored'] as Uint8Array)],
      folder: pathOf(row['held_above']),
      name: Buffer.from(row['held'] as Uint8Array),
      part: Buffer.from(row['part'] as Uint8Array),
      size: row['size'] as bigint,
      mtimeNs: row['mtime'] as bigint,
      mode: row['mode'] === null ? undefined : Number(row['mode']),
      replace: row['replaces'] === 1n,
      pieces: Number(row['pieces']),
      isWhole: false,
      ...(row['opening'] === null ? {} : { opening: Buffer.from(row['opening'] as Uint8Array) }),
    };
  }

  /** Answers whether all of the file is written now. */
  wrote(file: number, pieces: number): boolean {
    const row = this.sql('UPDATE file SET done = done + ? WHERE id = ? RETURNING done = pieces AS whole').get(
      pieces,
      file,
    );
    return row?.['whole'] === 1n;
  }

  /** Done with, whole or not. */
  forget(file: number): void {
    this.sql('DELETE FROM file WHERE id = ?').run(file);
  }

  isWanted(file: number): boolean {
    return this.sql('SELECT 1 FROM file WHERE id = ?').get(file) !== undefined;
  }

  /** Files that were begun and are not whole. */
  *begun(): Generator<PlannedFile> {
    for (const { id } of this.sql('SELECT id FROM file WHERE done > 0').all()) yield this.file(Number(id));
  }

  /** Folders whose mode and time are to be set: those above first, and once more, those below first, what closes them. */
  *folders(): Generator<{ held: Buffer[]; mode: number | undefined; mtimeNs: bigint }> {
    const open = 'mode IS NULL OR mode & 448 = 448'; // 0o700: its owner may do all in it
    yield* this.facts(`SELECT * FROM facts WHERE ${open} ORDER BY id`);
    yield* this.facts(`SELECT * FROM facts WHERE NOT (${open}) ORDER BY id DESC`);
  }

  private *facts(text: string): Generator<{ held: Buffer[]; mode: number | undefined; mtimeNs: bigint }> {
    for (const row of this.sql(text).iterate()) {
      const mode = row['mode'] === null ? undefined : Number(row['mode']);
      yield { held: pathOf(row['held']), mode, mtimeNs: row['mtime'] as bigint };
    }
  }

  discard(): void {
    this.database.close();
  }

  private folder(stored: readonly Buffer[], held: readonly Buffer[]): bigint {
    const [storedBytes, heldBytes] = [pathBytes(stored), pathBytes(held)];
    const key = heldBytes.toString('latin1');
    if (this.lastFolder?.key === key) return this.lastFolder.id;
    const { lastInsertRowid } = this.sql('INSERT INTO folder (stored, held) VALUES (?, ?)').run(
      storedBytes,
      heldBytes,
    );
    this.lastFolder = { key, id: BigInt(lastInsertRowid) };
    return this.lastFolder.id;
  }
}

function pathBytes(path: readonly Buffer[]): Buffer {
  const out = new ByteWriter(64);
  for (const name of path) out.u16(name.length).raw(name);
  return out.toBuffer();
}

function pathOf(bytes: unknown): Buffer[] {
  const reader = new ByteReader(bytes as Uint8Array, 'A plan');
  const path: Buffer[] = [];
  while (reader.left > 0) path.push(Buffer.from(reader.raw(reader.u16())));
  return path;
}
