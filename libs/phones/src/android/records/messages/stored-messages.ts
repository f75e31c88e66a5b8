import { attachmentName, isAttachment } from '../../../records/messages/attachment-name.js';
import type { MessageSource, Multimedia, PartPlace } from '../../../records/messages/message-source.js';
import { ATTACHMENTS_FOLDER } from '../../../records/record-names.js';
import type { Row } from '../../../records/row.js';
import type { RecordTables } from '../record-tables.js';
import { InlineParts } from './inline-parts.js';
import { MMS, PARTS, SMS } from './message-tables.js';
import { MmsAddresses } from './mms-addresses.js';

/** The messages in the tables `sms`, `mms`, `parts`, `threads` and `partners`. */
export class StoredMessages implements MessageSource {
  readonly tables = { sms: SMS, mms: MMS, parts: PARTS };

  constructor(private readonly stored: RecordTables) {}

  get countRead(): number {
    return this.stored.countRead('sms', 'mms');
  }

  sms(): AsyncIterable<Row> {
    return this.stored.rows('sms');
  }

  async *mms(): AsyncGenerator<Multimedia> {
    if (this.stored.count('mms') === 0) return;
    const addresses = await MmsAddresses.read(this.stored);
    for await (const { row, children } of this.stored.families('mms', [{ table: 'parts', key: 'mid' }])) {
      yield { row, parts: children[0] ?? [], addresses: addresses.of(row) };
    }
  }

  isShown(): boolean {
    return true;
  }

  place(part: Row): PartPlace | undefined {
    return isAttachment(part)
      ? { field: 'file', path: `${ATTACHMENTS_FOLDER}/${attachmentName(part)}` }
      : undefined;
  }

  inline(): Promise<InlineParts> {
    return InlineParts.of(this.stored);
  }
}
