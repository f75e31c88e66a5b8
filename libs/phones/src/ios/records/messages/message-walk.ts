import type { Cells } from '../database/cells.js';
import { Owned } from '../database/owned.js';
import type { PrivateDatabase } from '../database/private-database.js';
import type { Tally } from '../tally.js';
import { bodyOf } from './body.js';
import { Chats } from './chats.js';
import { MESSAGE, type Known } from './message-rows.js';
import { ATTACHMENT } from './parts.js';

/** A few milliseconds. */
const WALKS_AT_ONCE = 5_000;

/** A message and what belongs to it. */
export interface Found {
  readonly message: Cells;
  readonly known: Known;
  readonly files: readonly Cells[];
}

/**
 * The messages of one kind, in the order of their numbers. As multimedia, Android keeps those that have files, or that
 * several people read. Most are short ones, which are read as they come; to find the
 * others, only numbers are walked through, with `undefined` from time to time, so that others have a turn.
 */
export function* messageWalk(
  database: PrivateDatabase,
  isMultimedia: boolean,
  tally: Tally,
): Generator<Found | undefined> {
  const chats = new Chats(database);
  const joined = new Owned(database.table('chat_message_join'), 'message_id', 'chat_id');
  const attached = new Owned(database.table('message_attachment_join'), 'message_id', 'attachment_id');
  const file = database.table('attachment')?.finder(ATTACHMENT);
  const table = database.needed('message');
  const find = table.finder(MESSAGE);
  let walks = 0;
  for (const walked of table.rows(isMultimedia ? {} : MESSAGE)) {
    const { id } = walked;
    walks += 1;
    if (walks % WALKS_AT_ONCE === 0) yield undefined;
    const chat = chats.chat(joined.of(id).list[0]);
    const { list, cut } = attached.of(id);
    if ((list.length > 0 || chat?.isGroup === true) !== isMultimedia) continue;
    const message = isMultimedia ? find(id) : walked;
    if (message === undefined) continue;
    const found = list.map((id) => file?.(id)).filter((one) => one !== undefined);
    const files = found.filter((one) => !one.isCut);
    if (cut) tally.lose('over-size-limit');
    if (files.length < found.length) tally.lose('unreadable');
    yield {
      message,
      known: { chat, sender: chats.address(message.whole('handle_id')), body: bodyOf(message) },
      files,
    };
  }
}
