import { PHONE_ROOT, refused } from './pushed-row.js';
import type { Staging } from './staging.js';

/** An iPhone has 256 of them, one for each beginning of a name. */
const MOST_REMEMBERED = 4096;

const keyOf = (names: readonly Buffer[]): string => names.map((name) => name.toString('latin1')).join('/');

/** Folder path → row number in a phone's own tree. */
export class PushedFolders {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly staging: Staging,
    private readonly nextId: () => number,
  ) {}

  find(names: readonly Buffer[]): number | undefined {
    const key = keyOf(names);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.look(names);
    if (found !== undefined) this.remember(key, found);
    return found;
  }

  private look(names: readonly Buffer[]): number | undefined {
    let id = PHONE_ROOT;
    for (const name of names) {
      const there = this.child(id, name);
      if (there === undefined || there.isFile) return undefined;
      id = there.id;
    }
    return id;
  }

  /** With those above it. @throws StorageError `source-refused` where a file stands in the way */
  make(names: readonly Buffer[]): number {
    const key = keyOf(names);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    let id = PHONE_ROOT;
    for (const name of names) {
      const there = this.child(id, name);
      if (there?.isFile) throw refused();
      id = there?.id ?? this.insert(id, name);
    }
    this.remember(key, id);
    return id;
  }

  pathOf(id: bigint): Buffer[] {
    const path: Buffer[] = [];
    const get = this.staging.sql('SELECT parent, name FROM node WHERE id = ?');
    for (let at = id; Number(at) !== PHONE_ROOT;) {
      const row = get.get(at)!;
      path.push(Buffer.from(row['name'] as Uint8Array));
      at = row['parent'] as bigint;
    }
    return path.reverse();
  }

  /** Rows were moved or removed. */
  forget(): void {
    this.known.clear();
  }

  private remember(key: string, id: number): void {
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(key, id);
  }

  private child(parent: number, name: Buffer): { id: number; isFile: boolean } | undefined {
    const row = this.staging.sql('SELECT id, kind FROM node WHERE parent = ? AND name = ?').get(parent, name);
    return row && { id: Number(row['id']), isFile: row['kind'] !== 1n };
  }

  private insert(parent: number, name: Buffer): number {
    const id = this.nextId();
    this.staging
      .sql(
        `INSERT INTO node (id, parent, name, depth, kind, size, mtime, category, present)
         VALUES (?, ?, ?, 0, 1, 0, 0, 'other', 1)`,
      )
      .run(id, parent, name);
    return id;
  }
}
