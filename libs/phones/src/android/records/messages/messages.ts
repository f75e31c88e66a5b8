import { fingerprintOf } from '../../../records/fingerprint.js';
import { msOf } from '../../../records/formats/utc-time.js';
import { attachmentName, isAttachment } from '../../../records/messages/attachment-name.js';
import { messagesJson } from '../../../records/messages/messages-json.js';
import { messagesXml } from '../../../records/messages/messages-xml.js';
import { ATTACHMENTS_FOLDER, FOLDERS } from '../../../records/record-names.js';
import type { AttachedFile, RecordKind } from '../record-kind.js';
import type { RecordTables } from '../record-tables.js';
import { MMS, PARTNERS, PARTS, SMS, THREADS } from './message-tables.js';
import { StoredMessages } from './stored-messages.js';

/** Short and multimedia messages, and the files that came with them. */
export const MESSAGES: RecordKind = {
  category: 'messages',
  folder: FOLDERS.messages,
  tables: {
    sms: { table: SMS, needed: true, records: true },
    mms: { table: MMS, needed: false, records: true },
    parts: { table: PARTS, needed: false, records: false },
    threads: { table: THREADS, needed: false, records: false },
    partners: { table: PARTNERS, needed: false, records: false },
  },
  secondsOf: (table, row) => (msOf(row.values?.get('date'), table === 'mms' ? 's' : 'ms') || 0) / 1000,
  files: [
    { name: 'messages.json', render: (tables) => messagesJson(new StoredMessages(tables)) },
    { name: 'messages.xml', render: (tables) => messagesXml(new StoredMessages(tables)) },
  ],
  attachments: { folder: ATTACHMENTS_FOLDER, list: attachments },
};

async function* attachments(tables: RecordTables): AsyncGenerator<AttachedFile> {
  const families = tables.families('mms', [{ table: 'parts', key: 'mid' }]);
  for await (const { row, children } of families) {
    const seconds = Number(row.values?.get('date') ?? 0);
    for (const part of (children[0] ?? []).filter(isAttachment)) {
      const name = attachmentName(part);
      const fingerprint = fingerprintOf(row.id, part.id, part.values?.get('ct'), name);
      yield { name: Buffer.from(name), seconds, fingerprint, uri: `content://mms/part/${part.id}` };
    }
  }
}
