import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** One file that is to be sent. */
export interface Planned {
  readonly number: number;
  readonly id: string;
  readonly domain: string;
  readonly path: string;
  /** Bytes that it is announced with. */
  readonly size: bigint;
  /** Its own key, where it is sealed. */
  readonly key: Uint8Array | undefined;
}

/** Files in one UploadFiles message, and bytes: real phones send some thousand files in a few messages. */
const MOST_FILES = 500;
const MOST_BYTES = 256n * 1024n * 1024n;

/** What is to be sent, in its order, on disk: a million files take no memory. */
export class SendPlan {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private sum = 0n;
  private count = 0;

  constructor(path: string) {
    this.database = new DatabaseSync(path, { readBigInts: true });
    this.database.exec(
      `PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;
       CREATE TABLE Plan (number INTEGER PRIMARY KEY, id TEXT, domain TEXT, path TEXT, size INTEGER, key BLOB);
       CREATE INDEX PlanId ON Plan(id); BEGIN;`,
    );
    this.insert = this.database.prepare('INSERT INTO Plan VALUES (NULL, ?, ?, ?, ?, ?)');
  }

  get bytes(): bigint {
    return this.sum;
  }

  get files(): number {
    return this.count;
  }

  add(id: string, domain: string, path: string, size: bigint, key: Uint8Array | undefined): void {
    this.insert.run(id, domain, path, BigInt.asIntN(64, size), key ?? null);
    this.sum += size;
    this.count += 1;
  }

  /** It could not be sent. */
  drop(planned: Planned): void {
    this.database.prepare('DELETE FROM Plan WHERE number = ?').run(planned.number);
  }

  has(id: string): boolean {
    return this.database.prepare('SELECT 1 FROM Plan WHERE id = ?').get(id) !== undefined;
  }

  /** In pieces for one message each; what is dropped meanwhile does no harm. */
  *batches(mostFiles = MOST_FILES, mostBytes = MOST_BYTES): Generator<readonly Planned[]> {
    const page = this.database.prepare('SELECT * FROM Plan WHERE number > ? ORDER BY number LIMIT ?');
    for (let last = -1; ;) {
      const rows = page.all(last, mostFiles).map(plannedFrom);
      const batch: Planned[] = [];
      for (let bytes = 0n; batch.length < rows.length;) {
        const next = rows[batch.length];
        if (next === undefined || (batch.length > 0 && bytes + next.size > mostBytes)) break;
        batch.push(next);
        bytes += next.size;
      }
      if (batch.length === 0) return;
      last = batch.at(-1)?.number ?? last;
      yield batch;
    }
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}

function plannedFrom(row: Record<string, unknown>): Planned {
  const { number, id, domain, path, size, key } = row as unknown as Planned & { key: Uint8Array | null };
  return { number: Number(number), id, domain, path, size: BigInt.asUintN(64, size), key: key ?? undefined };
}
