import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The Manifest.db that the computer kept of the last backup. */
export class PreviousManifest {
  private readonly database: DatabaseSync;
  private readonly find: StatementSync;

  /** Throws where it is no database, or one without its table. */
  constructor(path: string) {
    this.database = new DatabaseSync(path, { readOnly: true });
    try {
      this.find = this.database.prepare('SELECT file FROM Files WHERE fileID = ? AND flags IS NOT NULL');
      this.find.get('');
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  /** What it says of a file. */
  blob(id: string): Uint8Array | undefined {
    const found = this.find.get(id)?.['file'];
    return found instanceof Uint8Array ? found : undefined;
  }

  /** Names of files that are in it, and not in the finished manifest at `path`. */
  *gone(path: string): Generator<string> {
    this.database.prepare('ATTACH ? AS newer').run(path);
    const rows = this.database
      .prepare(
        `SELECT fileID FROM Files WHERE flags = 1 AND length(fileID) = 40 AND
         NOT EXISTS (SELECT 1 FROM newer.Files AS n WHERE n.fileID = Files.fileID AND n.flags = 1) ORDER BY fileID`,
      )
      .iterate();
    for (const row of rows) yield String(row['fileID']);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
