import type { CauseClass } from '@holdfast/contracts';
import type { Row } from '../../records/row.js';

/** What is learnt of a category while it is read the first time. */
export class Tally {
  records = 0;
  /** Of them, those that were read for certain. */
  read = 0;
  /** The newest record's time, seconds since 1970 UTC. */
  seconds = 0;
  private readonly causes = new Set<CauseClass>();
  private isClosed = false;

  /** A record, and its time in milliseconds since 1970 UTC. */
  see(row: Row, ms?: number, counts = true): void {
    if (this.isClosed) return;
    this.records += 1;
    if (row.values === undefined) this.lose('unreadable');
    else if (counts) this.read += 1;
    this.seconds = Math.max(this.seconds, (ms ?? 0) / 1000);
  }

  /** Something is missing. */
  lose(cause: CauseClass): void {
    this.causes.add(cause);
  }

  close(): void {
    this.isClosed = true;
  }

  get leftOut(): readonly CauseClass[] {
    return [...this.causes];
  }
}
