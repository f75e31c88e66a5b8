import { jsonFile, jsonRow, type JsonRecord } from '../formats/record-json.js';
import { isAttachment } from './attachment-name.js';
import type { MessageSource } from './message-source.js';

/** `messages.json`: short messages first, then multimedia ones. */
export function messagesJson(source: MessageSource): AsyncGenerator<string> {
  return jsonFile('messages', jsonMessages(source));
}

async function* jsonMessages(source: MessageSource): AsyncGenerator<JsonRecord> {
  for await (const row of source.sms()) yield { message: 'sms', ...jsonRow(row, source.tables.sms) };
  for await (const { row, parts, addresses } of source.mms()) {
    yield {
      message: 'mms',
      ...jsonRow(row, source.tables.mms),
      addressesFrom: addresses.from,
      addresses: addresses.list,
      parts: parts.map((part) => {
        const place = isAttachment(part) ? source.place(part) : undefined;
        return {
          ...jsonRow(part, source.tables.parts),
          ...(place === undefined ? {} : { [place.field]: place.path }),
        };
      }),
    };
  }
}
