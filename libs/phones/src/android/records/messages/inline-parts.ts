import { isAttachment } from '../../../records/messages/attachment-name.js';
import type { InlineData } from '../../../records/messages/message-source.js';
import { concernsOne } from '../content/provider-fault.js';
import type { Row } from '../../../records/row.js';
import type { RecordTables } from '../record-tables.js';

const MOST_BYTES_EACH = 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** The newest files only: each is read anew, at a second a file, whenever any message changed. */
const MOST_FILES = 200;

/** The files that are written into the XML itself: the newest 200 of at most 1 MiB each, 64 MiB together. */
export class InlineParts implements InlineData {
  private left = MOST_BYTES;

  private constructor(
    private readonly tables: RecordTables,
    private readonly chosen: ReadonlySet<string>,
  ) {}

  static async of(tables: RecordTables): Promise<InlineParts> {
    const newest: string[] = [];
    for await (const part of tables.rows('parts')) {
      if (isAttachment(part)) newest.push(part.id);
      if (newest.length > 2 * MOST_FILES) newest.splice(0, MOST_FILES);
    }
    return new InlineParts(tables, new Set(newest.slice(-MOST_FILES)));
  }

  /** A part's bytes in base64; `undefined` where they are too many or cannot be read. */
  async dataOf(part: Row): Promise<string | undefined> {
    if (!this.chosen.has(part.id)) return undefined;
    const pieces: Buffer[] = [];
    let size = 0;
    try {
      for await (const piece of this.tables.shell.read(`content://mms/part/${part.id}`, this.tables.signal)) {
        size += piece.length;
        if (size > Math.min(this.left, MOST_BYTES_EACH)) return undefined;
        pieces.push(Buffer.from(piece));
      }
    } catch (error) {
      if (concernsOne(error)) return undefined;
      throw error;
    }
    this.left -= size;
    return Buffer.concat(pieces).toString('base64');
  }
}
