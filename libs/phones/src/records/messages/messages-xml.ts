import { msOf, utcOf } from '../formats/utc-time.js';
import { XML_HEAD, xmlAttributes } from '../formats/xml-attributes.js';
import type { Row } from '../row.js';
import { OWN } from './addresses.js';
import { isAttachment } from './attachment-name.js';
import type { InlineData, MessageSource } from './message-source.js';

const NOBODY = '(Unknown)';

/**
 * The form that "SMS Backup & Restore" writes and reads: one element a message, null written as `null`. Files of
 * multimedia messages are inside as far as `InlineData` goes; of the others the part names the file.
 */
export async function* messagesXml(source: MessageSource): AsyncGenerator<string> {
  yield `${XML_HEAD}<smses${xmlAttributes({ count: source.countRead })}>\n`;
  for await (const row of source.sms()) {
    if (row.values !== undefined && source.isShown(row)) yield sms(row);
  }
  let inline: InlineData | undefined;
  for await (const { row, parts, addresses } of source.mms()) {
    if (row.values === undefined || !source.isShown(row)) continue;
    inline ??= await source.inline();
    const others = addresses.list.map((one) => one.address).filter((address) => address !== OWN);
    yield `  <mms${mmsAttributes(row, others)}>\n    <parts>\n`;
    for (const part of parts) {
      if (part.values !== undefined) yield await partElement(part, source, inline);
    }
    const written = addresses.list.map((one) => `      <addr${xmlAttributes({ ...one })} />\n`);
    yield `    </parts>\n    <addrs>\n${written.join('')}    </addrs>\n  </mms>\n`;
  }
  yield '</smses>\n';
}

function sms(row: Row): string {
  const value = (column: string): string | null => row.values?.get(column) ?? null;
  const attributes = {
    protocol: value('protocol') ?? '0',
    address: value('address') ?? '',
    date: value('date'),
    type: value('type'),
    subject: value('subject'),
    body: value('body') ?? '',
    toa: null,
    sc_toa: null,
    service_center: value('service_center'),
    read: value('read') ?? '1',
    status: value('status') ?? '-1',
    locked: value('locked') ?? '0',
    date_sent: value('date_sent') ?? '0',
    sub_id: value('sub_id') ?? '-1',
    readable_date: utcOf(msOf(value('date'))) ?? '',
    contact_name: NOBODY,
  };
  return `  <sms${xmlAttributes(attributes)} />\n`;
}

const MMS_COLUMNS = [
  ...[
    'rr',
    'sub',
    'ct_t',
    'read_status',
    'seen',
    'msg_box',
    'sub_cs',
    'resp_st',
    'retr_st',
    'd_tm',
    'text_only',
  ],
  ...[
    'exp',
    'locked',
    'm_id',
    'st',
    'retr_txt_cs',
    'retr_txt',
    'date_sent',
    'read',
    'm_size',
    'rpt_a',
    'ct_cls',
  ],
  ...['pri', 'sub_id', 'tr_id', 'resp_txt', 'ct_l', 'm_cls', 'd_rpt', 'v', 'm_type'],
];

/** `date` is in milliseconds here, as of short messages, while the phone stores seconds. */
function mmsAttributes(row: Row, others: readonly string[]): string {
  const ms = msOf(row.values?.get('date'), 's');
  return xmlAttributes({
    date: Number.isNaN(ms) ? null : ms,
    ...Object.fromEntries(MMS_COLUMNS.map((column) => [column, row.values?.get(column)])),
    address: others.join('~'),
    readable_date: utcOf(ms) ?? '',
    contact_name: NOBODY,
  });
}

const PART_COLUMNS = ['seq', 'ct', 'name', 'chset', 'cd', 'fn', 'cid', 'cl', 'ctt_s', 'ctt_t', 'text'];

const PLACES = { file: 'holdfast_file', snapshotFile: 'holdfast_snapshot_file' } as const;

async function partElement(part: Row, source: MessageSource, inline: InlineData): Promise<string> {
  const attributes: Record<string, string | null | undefined> = Object.fromEntries(
    PART_COLUMNS.map((column) => [column, part.values?.get(column)]),
  );
  if (isAttachment(part)) {
    const data = await inline.dataOf(part);
    const place = data === undefined ? source.place(part) : undefined;
    if (data !== undefined) attributes['data'] = data;
    else if (place !== undefined) attributes[PLACES[place.field]] = place.path;
  }
  return `      <part${xmlAttributes(attributes)} />\n`;
}
