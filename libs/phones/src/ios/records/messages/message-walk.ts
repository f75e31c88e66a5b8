import type { Cells } from '../database/cells.js';
import { Owned } from '../database/owned.js';
import type { PrivateDatabase } from '../database/private-database.js';
import type { Tally } from '../tally.js';
import { bodyOf } from './body.js';
import { Chats } from './chats.js';
import { MESSAGE, type Known } from './message-rows.js';
import { ATTACHMENT } from './parts.js';

/** A message and what belongs to it. */
export interface Found {
  readonly message: Cells;
  readonly known: Known;
  readonly files: readonly Cells[];
  /** Whether Android would keep it as a multimedia message: it has files, or several people read it. */
  readonly isMultimedia: boolean;
}

/** Every message, in the order of their numbers. */
export function* messageWalk(database: PrivateDatabase, tally: Tally): Generator<Found> {
  const chats = new Chats(database);
  const joined = new Owned(database.table('chat_message_join'), 'message_id', 'chat_id');
  const attached = new Owned(database.table('message_attachment_join'), 'message_id', 'attachment_id');
  const file = database.table('attachment')?.finder(ATTACHMENT);
  for (const message of database.needed('message').rows(MESSAGE)) {
    const chat = chats.chat(joined.of(message.id).list[0]);
    const { list, cut } = attached.of(message.id);
    const found = list.map((id) => file?.(id)).filter((one) => one !== undefined);
    const files = found.filter((one) => !one.isCut);
    if (cut) tally.lose('over-size-limit');
    if (files.length < found.length) tally.lose('unreadable');
    yield {
      message,
      known: { chat, sender: chats.address(message.whole('handle_id')), body: bodyOf(message) },
      files,
      isMultimedia: files.length > 0 || chat?.isGroup === true,
    };
  }
}
