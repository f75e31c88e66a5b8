import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { safeName } from './safe-name.js';

/** iOS has room for 1,024 bytes (`PATH_MAX`), of which the folder of the Files app takes some hundred. */
const MOST_BYTES = 850;
const MOST_ALIKE = 10_000;

export const FOLDER_NAMES_SCHEMA = `
  CREATE TABLE Folders (raw BLOB PRIMARY KEY, made TEXT) WITHOUT ROWID;
  CREATE TABLE Taken (place TEXT PRIMARY KEY) WITHOUT ROWID;`;

/**
 * Names of files below one folder, made safe; what became alike is numbered (` (2)`). An iPhone tells names apart by case and
 * not by how accents are composed; here neither tells them apart, so that a copy on a computer loses nothing.
 */
export class FolderNames {
  private readonly find: StatementSync;
  private readonly keep: StatementSync;
  private readonly take: StatementSync;

  constructor(
    database: DatabaseSync,
    private readonly top: string,
    private readonly onFolder: (path: string) => void,
  ) {
    this.find = database.prepare('SELECT made FROM Folders WHERE raw = ?');
    this.keep = database.prepare('INSERT INTO Folders VALUES (?, ?)');
    this.take = database.prepare('INSERT OR IGNORE INTO Taken VALUES (?)');
  }

  /** `undefined` for a path that is longer than an iPhone has room for. */
  place(path: readonly Uint8Array[]): string | undefined {
    const name = path.at(-1);
    if (name === undefined) return undefined;
    let folder = this.top;
    for (let depth = 1; depth < path.length; depth += 1) {
      const below = this.folder(folder, path.slice(0, depth));
      if (below === undefined) return undefined;
      folder = below;
    }
    return this.fresh(folder, name);
  }

  private folder(above: string, path: readonly Uint8Array[]): string | undefined {
    const raw = Buffer.concat(path.flatMap((name) => [name, Buffer.from('/')]));
    const known = this.find.get(raw)?.['made'];
    if (typeof known === 'string') return known;
    const made = this.fresh(above, path.at(-1) ?? raw);
    if (made === undefined) return undefined;
    this.keep.run(raw, made);
    this.onFolder(made);
    return made;
  }

  private fresh(folder: string, raw: Uint8Array): string | undefined {
    const name = safeName(raw);
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    for (let number = 1; number <= MOST_ALIKE; number += 1) {
      const made = `${folder}/${number === 1 ? name : `${stem} (${number})${extension}`}`;
      if (Buffer.byteLength(made) > MOST_BYTES) return undefined;
      if (this.take.run(made.toLowerCase()).changes === 1n) return made;
    }
    return undefined;
  }
}
