import { isAttachment } from '../../../records/messages/attachment-name.js';
import { InlineBudget } from '../../../records/messages/inline-budget.js';
import type { InlineData } from '../../../records/messages/message-source.js';
import { concernsOne } from '../content/provider-fault.js';
import type { Row } from '../../../records/row.js';
import type { RecordTables } from '../record-tables.js';

/** The files that are written into the XML itself, read through the shell. */
export class InlineParts implements InlineData {
  private constructor(
    private readonly tables: RecordTables,
    private readonly budget: InlineBudget,
  ) {}

  static async of(tables: RecordTables): Promise<InlineParts> {
    const budget = new InlineBudget();
    for await (const part of tables.rows('parts')) {
      if (isAttachment(part)) budget.see(part.id);
    }
    return new InlineParts(tables, budget);
  }

  /** A part's bytes in base64; `undefined` where they are too many or cannot be read. */
  async dataOf(part: Row): Promise<string | undefined> {
    if (!this.budget.isChosen(part.id)) return undefined;
    const pieces: Buffer[] = [];
    let size = 0;
    try {
      for await (const piece of this.tables.shell.read(`content://mms/part/${part.id}`, this.tables.signal)) {
        size += piece.length;
        if (size > this.budget.room) return undefined;
        pieces.push(Buffer.from(piece));
      }
    } catch (error) {
      if (concernsOne(error)) return undefined;
      throw error;
    }
    this.budget.spend(size);
    return Buffer.concat(pieces).toString('base64');
  }
}
