import type { Staging } from './staging.js';

/**
 * Folder path → row id. Scans go folder by folder, so the ids along the last path answer nearly every question, also
 * a thousand folders deep.
 */
export class FolderIds {
  private path: Buffer[] = [];
  private ids: number[] = [];
  /** Whether those along the last path were asked for as present: else they may be of the previous tree only. */
  private arePresent = false;
  private lastPath: { id: number; path: Buffer[] } | undefined;

  constructor(private readonly staging: Staging) {}

  /** Makes folders that were not announced. `undefined`: something on the way is present and not a folder. */
  idOf(path: readonly Uint8Array[], present: boolean): number | undefined {
    if (present !== this.arePresent) [this.path, this.ids, this.arePresent] = [[], [], present];
    let shared = 0;
    while (shared < path.length && shared < this.path.length && this.path[shared]!.equals(path[shared]!))
      shared++;
    this.path.length = shared;
    this.ids.length = shared;
    for (const name of path.slice(shared)) {
      const id = this.child(this.ids.at(-1) ?? 1, Buffer.from(name), present);
      if (id === undefined) return undefined;
      this.path.push(Buffer.from(name));
      this.ids.push(id);
    }
    return this.ids.at(-1) ?? 1;
  }

  pathOf(id: number): Buffer[] {
    if (this.lastPath?.id === id) return this.lastPath.path;
    const path: Buffer[] = [];
    const get = this.staging.sql('SELECT parent, name FROM node WHERE id = ?');
    for (let at = id; at !== 1;) {
      const row = get.get(at)!;
      path.push(Buffer.from(row['name'] as Uint8Array));
      at = Number(row['parent']);
    }
    path.reverse();
    this.lastPath = { id, path };
    return path;
  }

  forget(): void {
    this.path = [];
    this.ids = [];
    this.lastPath = undefined;
  }

  private child(parent: number, name: Buffer, present: boolean): number | undefined {
    const row = this.staging
      .sql('SELECT id, kind, present FROM node WHERE parent = ? AND name = ?')
      .get(parent, name);
    if (row && Number(row['kind']) === 1) {
      if (present && row['present'] === 0n) this.staging.meetFolder(Number(row['id']));
      return Number(row['id']);
    }
    if (row && this.staging.isPresent(row)) return undefined;
    const made = this.staging
      .sql(
        `INSERT INTO node (parent, name, depth, kind, size, mtime, category, present)
         VALUES (?, ?, ?, 1, 0, 0, 'other', ?)
         ON CONFLICT (parent, name) DO UPDATE SET kind = 1, size = 0, mtime = 0, mode = NULL, category = excluded.category,
           content = NULL, old_content = NULL, kept = 0,
           present = excluded.present`,
      )
      .run(parent, name, this.ids.length + 1, present ? 1 : 0);
    return row ? Number(row['id']) : Number(made.lastInsertRowid);
  }
}
