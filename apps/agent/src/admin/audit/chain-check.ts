import { createHash } from 'node:crypto';
import { type AuditExportHeader, FIRST_HASH } from '@holdfast/contracts';
import { chainRecordOf, recordLineOf } from './export-line.js';
import { Broken } from './verdict.js';

/** Goes along a chain, one event after the other, and stops at the first that is wrong. Memory: one event. */
export class ChainCheck {
  private hash: string;
  private at = '';
  seq: number;

  constructor(private readonly header: AuditExportHeader) {
    this.seq = header.after?.seq ?? 0;
    this.hash = header.after?.hash ?? FIRST_HASH;
  }

  /**
   * The hash after this line's event. @throws Broken; `missing` when events are left out before it, which may come later in
   * another order
   */
  next(text: string, lineNumber: number): { readonly seq: number; readonly hash: string } {
    const expected = this.seq + 1;
    const edited = (what: string): Broken => new Broken('edit', expected, `${what} (line ${lineNumber}).`);
    const line = recordLineOf(text);
    const record = line && chainRecordOf(line.record);
    if (!line || !record) throw edited(`Event ${expected} is no record of an audit log any more`);
    if (record.seq > expected) throw new Missing(expected, record.seq, lineNumber);
    if (record.seq < expected) {
      const what = `An event says that it is number ${record.seq}, which is there already (line ${lineNumber}).`;
      throw new Broken('insertion', record.seq, what);
    }
    const hash = createHash('sha256')
      .update(Buffer.from(this.hash, 'hex'))
      .update(line.record, 'utf8')
      .digest('hex');
    if (hash !== line.hash)
      throw edited(`Event ${expected}, its hash, or the event before it is not what was written`);
    if (record.company !== this.header.company) throw edited(`Event ${expected} is of another company`);
    if (record.at < this.at) throw edited(`Event ${expected} is earlier than the one before it`);
    if (expected > this.header.head.seq) {
      const what = `The export ends at event ${this.header.head.seq} by its header, and event ${expected} follows.`;
      throw new Broken('insertion', expected, what);
    }
    this.seq = expected;
    this.hash = hash;
    this.at = record.at;
    return { seq: expected, hash };
  }

  /** After the last event. @throws Broken */
  end(): void {
    const { head } = this.header;
    if (this.seq < head.seq) {
      const what = `Events ${this.seq + 1} to ${head.seq} are cut off at the end.`;
      throw new Broken('truncation', this.seq + 1, what, head.seq);
    }
    if (head.hash !== this.hash || (this.at !== '' && head.at !== this.at)) {
      throw new Broken(
        'edit',
        this.seq,
        `The header names another event ${this.seq} than the one that is there.`,
      );
    }
  }
}

/** Events are missing before the one found: deleted, or put elsewhere. What follows tells which. */
export class Missing extends Error {
  override readonly name = 'Missing';
  constructor(
    readonly seq: number,
    readonly found: number,
    readonly lineNumber: number,
  ) {
    super(`event ${seq} is missing`);
  }

  as(kind: 'deletion' | 'reorder'): Broken {
    const last = this.found - 1;
    const which = last === this.seq ? `Event ${this.seq}` : `Events ${this.seq} to ${last}`;
    const where = kind === 'reorder' ? 'not in their place' : 'not there';
    return new Broken(kind, this.seq, `${which}: ${where} (line ${this.lineNumber}).`, last);
  }
}
