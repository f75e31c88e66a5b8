import { jsonFile, jsonRows } from '../formats/record-json.js';
import { msOf, utcOf } from '../formats/utc-time.js';
import { XML_HEAD, xmlAttributes } from '../formats/xml-attributes.js';
import type { RecordRows } from '../record-rows.js';

/** `calls.json`, of the table `calls`. */
export function callsJson(tables: RecordRows): AsyncGenerator<string> {
  return jsonFile('calls', jsonRows(tables, 'calls'));
}

/** The form that "SMS Backup & Restore" writes and reads. */
export async function* callsXml(tables: RecordRows): AsyncGenerator<string> {
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
