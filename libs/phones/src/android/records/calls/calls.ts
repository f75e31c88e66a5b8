import { jsonFile, jsonRow, type JsonRecord } from '../formats/record-json.js';
import { msOf, utcOf } from '../formats/utc-time.js';
import { XML_HEAD, xmlAttributes } from '../formats/xml-attributes.js';
import type { RecordKind } from '../record-kind.js';
import { FOLDERS } from '../record-names.js';
import type { RecordTables } from '../record-tables.js';

/** The phone's call log. */
export const CALLS: RecordKind = {
  category: 'calls',
  folder: FOLDERS.calls,
  tables: {
    calls: {
      needed: true,
      records: true,
      table: {
        uri: 'content://call_log/calls',
        columns: {
          number: 'text',
          presentation: 'number',
          date: 'ms',
          duration: 'number',
          type: 'number',
          new: 'number',
          is_read: 'number',
          name: 'text',
          numbertype: 'number',
          numberlabel: 'text',
          countryiso: 'text',
          geocoded_location: 'text',
          features: 'number',
          data_usage: 'number',
          transcription: 'text',
          post_dial_digits: 'text',
          via_number: 'text',
          block_reason: 'number',
        },
      },
    },
  },
  secondsOf: (_table, row) => (msOf(row.values?.get('date')) || 0) / 1000,
  files: [
    { name: 'calls.json', render: (tables) => jsonFile('calls', jsonCalls(tables)) },
    { name: 'calls.xml', render: callsXml },
  ],
};

async function* jsonCalls(tables: RecordTables): AsyncGenerator<JsonRecord> {
  for await (const row of tables.rows('calls')) yield jsonRow(row, tables.table('calls'));
}

/** The form that "SMS Backup & Restore" writes and reads. */
async function* callsXml(tables: RecordTables): AsyncGenerator<string> {
  yield `${XML_HEAD}<calls${xmlAttributes({ count: tables.countRead('calls') })}>\n`;
  for await (const { values } of tables.rows('calls')) {
    if (values === undefined) continue;
    const attributes = {
      number: values.get('number') ?? '',
      duration: values.get('duration') ?? '0',
      date: values.get('date'),
      type: values.get('type'),
      presentation: values.get('presentation') ?? '1',
      post_dial_digits: values.get('post_dial_digits') ?? '',
      readable_date: utcOf(msOf(values.get('date'))) ?? '',
      contact_name: values.get('name') ?? '(Unknown)',
    };
    yield `  <call${xmlAttributes(attributes)} />\n`;
  }
  yield '</calls>\n';
}
