import { fingerprintOf } from '../fingerprint.js';
import { jsonFile, jsonRow, type JsonRecord } from '../formats/record-json.js';
import { msOf } from '../formats/utc-time.js';
import type { AttachedFile, RecordKind } from '../record-kind.js';
import { ATTACHMENTS_FOLDER, FOLDERS } from '../record-names.js';
import type { RecordTables } from '../record-tables.js';
import { withChildren } from '../with-children.js';
import { attachmentName, isAttachment } from './attachment-name.js';
import { MMS, PARTNERS, PARTS, SMS, THREADS } from './message-tables.js';
import { messagesXml } from './messages-xml.js';
import { MmsAddresses } from './mms-addresses.js';

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
    { name: 'messages.json', render: (tables) => jsonFile('messages', jsonMessages(tables)) },
    { name: 'messages.xml', render: messagesXml },
  ],
  attachments: { folder: ATTACHMENTS_FOLDER, list: attachments },
};

async function* jsonMessages(tables: RecordTables): AsyncGenerator<JsonRecord> {
  for await (const row of tables.rows('sms')) yield { message: 'sms', ...jsonRow(row, tables.table('sms')) };
  const addresses = await MmsAddresses.read(tables);
  for await (const { row, children } of withChildren(tables, 'mms', [{ table: 'parts', key: 'mid' }])) {
    const { from, list } = addresses.of(row);
    const parts = (children[0] ?? []).map((part) => ({
      ...jsonRow(part, tables.table('parts')),
      ...(isAttachment(part) ? { file: `${ATTACHMENTS_FOLDER}/${attachmentName(part)}` } : {}),
    }));
    yield {
      message: 'mms',
      ...jsonRow(row, tables.table('mms')),
      addressesFrom: from,
      addresses: list,
      parts,
    };
  }
}

async function* attachments(tables: RecordTables): AsyncGenerator<AttachedFile> {
  const families = withChildren(tables, 'mms', [{ table: 'parts', key: 'mid' }]);
  for await (const { row, children } of families) {
    const seconds = Number(row.values?.get('date') ?? 0);
    for (const part of (children[0] ?? []).filter(isAttachment)) {
      const name = attachmentName(part);
      const fingerprint = fingerprintOf(row.id, part.id, part.values?.get('ct'), name);
      yield { name: Buffer.from(name), seconds, fingerprint, uri: `content://mms/part/${part.id}` };
    }
  }
}
