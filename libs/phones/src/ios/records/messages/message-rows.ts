import { MMS, PARTS, SMS } from '../../../records/messages/message-columns.js';
import type { RecordTable, Row } from '../../../records/row.js';
import { msOfMessage } from '../database/apple-time.js';
import type { Cells } from '../database/cells.js';
import { iosRow, unreadRow } from '../ios-row.js';
import type { Chat } from './chats.js';

/** Columns of `message` that are read. */
export const MESSAGE = {
  guid: 'text',
  text: 'text',
  attributedBody: 'bytes',
  message_summary_info: 'bytes',
  service_center: 'text',
  handle_id: 'number',
  subject: 'text',
  service: 'text',
  error: 'number',
  date: 'number',
  date_read: 'number',
  date_delivered: 'number',
  date_edited: 'number',
  date_retracted: 'number',
  is_from_me: 'number',
  is_read: 'number',
  item_type: 'number',
  group_title: 'text',
  is_audio_message: 'number',
  associated_message_guid: 'text',
  associated_message_type: 'number',
  associated_message_emoji: 'text',
  thread_originator_guid: 'text',
} as const;

/** What only an iPhone says, beside Android's columns. */
const OWN_COLUMNS = {
  guid: 'text',
  service: 'text',
  chat_name: 'text',
  date_read: 'ms',
  date_delivered: 'ms',
  date_edited: 'ms',
  date_retracted: 'ms',
  item_type: 'number',
  group_title: 'text',
  is_audio_message: 'number',
  associated_message_guid: 'text',
  associated_message_type: 'number',
  associated_message_emoji: 'text',
  thread_originator_guid: 'text',
} as const;

export const TABLES: Readonly<Record<'sms' | 'mms' | 'parts', RecordTable>> = {
  sms: { columns: { ...SMS.columns, ...OWN_COLUMNS } },
  mms: { columns: { ...MMS.columns, ...OWN_COLUMNS } },
  parts: { columns: { ...PARTS.columns, attachment_guid: 'text', uti: 'text', total_bytes: 'number' } },
};

/** Android's numbers: in the inbox, sent, and failed. */
const INBOX = 1;
const SENT = 2;
const FAILED = 5;
/** Of the protocol (OMA-MMS-ENC): a request to send, what was fetched, and version 1.2. */
const REQUEST = 128;
const FETCHED = 132;
const VERSION = 18;
const MIXED = 'application/vnd.wap.multipart.related';

/** What is known of a message before its row is made. */
export interface Known {
  readonly chat: Chat | undefined;
  readonly sender: string | undefined;
  readonly body: string | undefined;
}

export function timeOf(message: Cells): number | undefined {
  return msOfMessage(message.whole('date'));
}

/** A message as Android's short ones. */
export function smsRow(message: Cells, { chat, sender, body }: Known): Row {
  if (message.isCut) return unreadRow(message.id);
  const isMine = message.is('is_from_me');
  return iosRow(message.id, {
    thread_id: chat?.id,
    address: (isMine ? chat?.others[0] : undefined) ?? sender ?? chat?.others[0],
    date: timeOf(message),
    read: Number(isMine || message.is('is_read')),
    seen: Number(isMine || message.is('is_read')),
    status: -1,
    type: boxOf(message),
    subject: message.filled('subject'),
    body: body ?? '',
    service_center: message.filled('service_center'),
    error_code: message.whole('error'),
    ...own(message, chat),
  });
}

/** A message as Android's multimedia ones: its text and its files are parts. */
export function mmsRow(message: Cells, { chat }: Known, hasFiles: boolean): Row {
  if (message.isCut) return unreadRow(message.id);
  const isMine = message.is('is_from_me');
  const ms = timeOf(message);
  return iosRow(message.id, {
    thread_id: chat?.id,
    date: ms === undefined ? undefined : Math.trunc(ms / 1000),
    msg_box: boxOf(message),
    read: Number(isMine || message.is('is_read')),
    seen: Number(isMine || message.is('is_read')),
    sub: message.filled('subject'),
    ct_t: MIXED,
    m_type: isMine ? REQUEST : FETCHED,
    v: VERSION,
    text_only: Number(!hasFiles),
    ...own(message, chat),
  });
}

function boxOf(message: Cells): number {
  if (!message.is('is_from_me')) return INBOX;
  return (message.whole('error') ?? 0n) === 0n ? SENT : FAILED;
}

function own(message: Cells, chat: Chat | undefined): Record<string, string | number | bigint | undefined> {
  const some = (column: string): bigint | undefined => message.whole(column) || undefined;
  return {
    guid: message.filled('guid'),
    service: message.filled('service'),
    chat_name: chat?.name,
    date_read: msOfMessage(message.whole('date_read')),
    date_delivered: msOfMessage(message.whole('date_delivered')),
    date_edited: msOfMessage(message.whole('date_edited')),
    date_retracted: msOfMessage(message.whole('date_retracted')),
    item_type: some('item_type'),
    group_title: message.filled('group_title'),
    is_audio_message: some('is_audio_message'),
    associated_message_guid: message.filled('associated_message_guid'),
    associated_message_type: some('associated_message_type'),
    associated_message_emoji: message.filled('associated_message_emoji'),
    thread_originator_guid: message.filled('thread_originator_guid'),
  };
}
