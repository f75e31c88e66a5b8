import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { fileId, MANIFEST_INDEXES, MANIFEST_TABLES, writeMbFile, type MbFile } from '@holdfast/phones/codecs';

const BEGIN = `PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; ${MANIFEST_TABLES} BEGIN;`;

/** A Manifest.db as it is made, row by row: a million of them take no memory. */
export class ManifestDatabase {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;

  constructor(readonly path: string) {
    this.database = new DatabaseSync(path);
    this.database.exec(BEGIN);
    this.insert = this.database.prepare('INSERT OR IGNORE INTO Files VALUES (?, ?, ?, ?, ?)');
  }

  /** Gives the file's name in the backup; `undefined` where something of the same name is there already. */
  add(domain: string, flags: number, blob: Uint8Array, relativePath: string): string | undefined {
    const id = fileId(domain, relativePath);
    return this.insert.run(id, domain, relativePath, flags, blob).changes === 0 ? undefined : id;
  }

  /** Writes down what a file was when it was sent. */
  correct(id: string, file: MbFile): void {
    this.database.prepare('UPDATE Files SET file = ? WHERE fileID = ?').run(writeMbFile(file), id);
  }

  blob(id: string): Uint8Array | undefined {
    const row = this.database.prepare('SELECT file FROM Files WHERE fileID = ?').get(id);
    return row?.['file'] instanceof Uint8Array ? row['file'] : undefined;
  }

  /** What could not be sent is not in the backup. */
  remove(id: string): void {
    this.database.prepare('DELETE FROM Files WHERE fileID = ?').run(id);
  }

  finish(): void {
    this.database.exec(`${MANIFEST_INDEXES} COMMIT;`);
    this.database.close();
  }

  /** Where it is not wanted any more. */
  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
