import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlistReal, writeBinaryPlist } from '@holdfast/phones/codecs';
import type { PhoneDatabases, ProviderRow } from '../../databases/phone-databases.js';
import { appleNanoseconds } from './apple-time.js';
import { newDatabase, type Writing } from './new-database.js';
import { SMS_SCHEMA } from './sms-schema.js';
import { typedStream } from './typed-stream.js';

const RECEIVED = 1;
const ONE_TO_ONE = 45;
/** Stands in a text where a file does. */
const OBJECT = '\ufffc';
/** Rows that are only in the `-wal`. */
const LATE = 5;

/** How `writeSmsDatabase` writes texts. */
export interface SmsStyle {
  /** Every so many messages have their text in `attributedBody` alone; 0: none. */
  readonly archivedEvery: number;
  /** Reactions, an edited and a withdrawn message, a reply and a group are written as well. */
  readonly extras: boolean;
  /** Some of the newest messages are in `sms.db-wal` only. */
  readonly wal: boolean;
}

interface Message {
  readonly guid: string;
  readonly partner: number;
  readonly isMine: boolean;
  readonly ms: number;
  readonly text: string;
  readonly center: string | undefined;
  readonly picture?: { readonly name: string; readonly bytes: Uint8Array };
}

/** Writes `sms.db` and the files of its messages below `root`, of the same people and texts as on an Android phone. */
export async function writeSmsDatabase(root: string, from: PhoneDatabases, style: SmsStyle): Promise<void> {
  const path = join(root, 'HomeDomain/Library/SMS/sms.db');
  const numbers = (from.tables.canonical_addresses ?? []).map((row) => String(row['address']));
  const messages = [...shortMessages(from.tables.sms ?? []), ...pictureMessages(from)];
  const late = style.wal ? Math.min(LATE, messages.length) : 0;
  const early = messages.slice(0, messages.length - late);
  const write = (into: Writing, some: readonly Message[], first: number): void => {
    for (const [at, message] of some.entries()) writeMessage(into, message, first + at, style);
  };
  await newDatabase(
    path,
    SMS_SCHEMA,
    (into) => {
      for (const [at, number] of numbers.entries()) writeChat(into, at + 1, number);
      write(into, early, 1);
      if (style.extras) writeExtras(into, early);
    },
    late === 0 ? undefined : (into) => write(into, messages.slice(-late), early.length + 1_001),
  );
  for (const { picture, guid } of messages) {
    if (picture === undefined) continue;
    const file = join(root, 'MediaDomain', placeOf(guid, picture.name));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, picture.bytes);
  }
}

function serviceOf(chat: number): string {
  return chat % 2 === 0 ? 'iMessage' : 'SMS';
}

/** A phone's own file system takes most names; what it does not take it changes. */
function placeOf(guid: string, name: string): string {
  const safe = name.replace(/[/\0]/g, '_').slice(0, 50).replace(/^\.*$/, '_');
  return `Library/SMS/Attachments/${guid.slice(0, 2)}/${guid.slice(2, 4)}/${guid}/${safe}`;
}

function writeChat(into: Writing, id: number, number: string): void {
  const service = serviceOf(id);
  into.insert('handle', { ROWID: id, id: number, country: 'de', service, uncanonicalized_id: number });
  into.insert('chat', {
    ROWID: id,
    guid: `${service};-;${number}`,
    style: ONE_TO_ONE,
    state: 3,
    chat_identifier: number,
    service_name: service,
  });
  into.insert('chat_handle_join', { chat_id: id, handle_id: id });
}

function writeMessage(into: Writing, message: Message, id: number, { archivedEvery }: SmsStyle): void {
  const { guid, partner, isMine, ms, picture } = message;
  const text = picture === undefined ? message.text : `${OBJECT}${message.text}`;
  const isArchived = archivedEvery > 0 && id % archivedEvery === 0;
  const date = appleNanoseconds(ms);
  into.insert('message', {
    ROWID: id,
    guid,
    text: isArchived ? undefined : text,
    attributedBody: typedStream(text),
    service_center: message.center,
    handle_id: partner,
    service: serviceOf(partner),
    account: 'e:',
    date,
    date_read: isMine ? 0 : date + 1_000_000_000n,
    date_delivered: isMine ? date + 500_000_000n : 0,
    is_delivered: 1,
    is_finished: 1,
    is_from_me: Number(isMine),
    is_read: Number(!isMine),
    is_sent: Number(isMine),
    cache_has_attachments: Number(picture !== undefined),
    part_count: 1,
  });
  into.insert('chat_message_join', { chat_id: partner, message_id: id, message_date: date });
  if (picture === undefined) return;
  const attachment = into.insert('attachment', {
    guid: `at_0_${guid}`,
    original_guid: `at_0_${guid}`,
    created_date: date / 1_000_000_000n,
    filename: `~/${placeOf(guid, picture.name)}`,
    uti: 'public.jpeg',
    mime_type: 'image/jpeg',
    transfer_state: 5,
    is_outgoing: Number(isMine),
    transfer_name: picture.name,
    total_bytes: picture.bytes.length,
  });
  into.insert('message_attachment_join', { message_id: id, attachment_id: attachment });
}

/** What Android's messages have nothing of, after the early ones. */
function writeExtras(into: Writing, early: readonly Message[]): void {
  const first = early.length + 1;
  const date = appleNanoseconds((early.at(-1)?.ms ?? Date.UTC(2026, 0, 1)) + 60_000);
  const about = early[0]?.guid ?? 'NONE';
  const group = 900;
  into.insert('chat', {
    ROWID: group,
    guid: 'iMessage;+;chat900',
    style: 43,
    state: 3,
    chat_identifier: 'chat900',
    service_name: 'iMessage',
    display_name: 'Family 👨‍👩‍👧',
  });
  for (const handle_id of [1, 2, 3]) into.insert('chat_handle_join', { chat_id: group, handle_id });
  const extras: readonly Parameters<Writing['insert']>[1][] = [
    { text: 'Loved “Hello”', associated_message_guid: `p:0/${about}`, associated_message_type: 2000 },
    { attributedBody: typedStream('As it was corrected'), date_edited: date + 9_000_000_000n, is_from_me: 1 },
    {
      message_summary_info: corrected('A worb', 'A word'),
      date_edited: date + 9_000_000_000n,
      is_from_me: 1,
    },
    { date_retracted: date + 9_000_000_000n, is_from_me: 1 },
    { text: 'An answer', thread_originator_guid: about },
    { text: 'To all of you 🎉', chat: group, handle_id: 2 },
    { item_type: 2, group_title: 'Family 👨‍👩‍👧', chat: group },
    { text: 'It did not go out', is_from_me: 1, error: 22 },
  ];
  for (const [at, { chat = 1, ...extra }] of extras.entries()) {
    const id = first + at;
    const guid = `EXTRA-${at}`;
    into.insert('message', {
      ROWID: id,
      guid,
      handle_id: 1,
      service: 'iMessage',
      date,
      is_finished: 1,
      ...extra,
    });
    into.insert('chat_message_join', { chat_id: chat, message_id: id, message_date: date });
  }
}

/** How a phone keeps the wordings of a corrected message, oldest first. */
function corrected(...wordings: readonly string[]): Uint8Array {
  const all = wordings.map((text, at) => ({ d: new PlistReal(790_000_000 + at), t: typedStream(text) }));
  return writeBinaryPlist({
    ec: { '0': all },
    otr: { '0': { lo: 0, le: wordings[0]?.length ?? 0 } },
    ust: true,
  });
}

function* shortMessages(rows: readonly ProviderRow[]): Generator<Message> {
  for (const row of rows) {
    yield {
      guid: guidOf('5', Number(row['_id'])),
      partner: Number(row['thread_id']),
      isMine: row['type'] !== RECEIVED,
      ms: Number(row['date']),
      text: String(row['body'] ?? ''),
      center: textOf(row['service_center']),
    };
  }
}

function* pictureMessages({ tables, files }: PhoneDatabases): Generator<Message> {
  for (const row of tables.mms ?? []) {
    const parts = (tables.part ?? []).filter((part) => part['mid'] === row['_id']);
    const picture = parts.find((part) => part['ct'] === 'image/jpeg');
    const bytes = files.get(`content://mms/part/${String(picture?.['_id'])}`);
    yield {
      guid: guidOf('A', Number(row['_id'])),
      partner: Number(row['thread_id']),
      isMine: row['msg_box'] !== RECEIVED,
      ms: Number(row['date']) * 1000,
      text: String(parts.find((part) => part['ct'] === 'text/plain')?.['text'] ?? ''),
      center: undefined,
      ...(bytes === undefined ? {} : { picture: { name: textOf(picture?.['name']) ?? 'IMG.jpg', bytes } }),
    };
  }
}

function guidOf(kind: string, id: number): string {
  return `${kind}${id.toString(16).toUpperCase().padStart(7, '0')}-0000-4000-8000-000000000000`;
}

function textOf(value: ProviderRow[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
