import { Owned } from '../database/owned.js';
import type { PrivateDatabase } from '../database/private-database.js';

const MOST_CHATS = 200_000;
const MOST_HANDLES = 500_000;
/** In one conversation. */
const MOST_PEOPLE = 500;
/** `chat.style` of a conversation of several, as other programs read it. */
const GROUP = 43n;

export interface Chat {
  readonly id: bigint;
  /** Numbers or addresses of everybody else in it. */
  readonly others: readonly string[];
  readonly isGroup: boolean;
  readonly name: string | undefined;
}

/** Conversations, and who is in them: small beside the messages, and held in memory. */
export class Chats {
  private readonly chats = new Map<bigint, Chat>();
  private readonly handles = new Map<bigint, string>();

  constructor(database: PrivateDatabase) {
    for (const row of database.table('handle')?.rows({ id: 'text' }) ?? []) {
      const address = row.filled('id');
      if (address !== undefined && address.length <= 1_000) this.handles.set(row.id, address);
      if (this.handles.size >= MOST_HANDLES) break;
    }
    const members = new Owned(database.table('chat_handle_join'), 'chat_id', 'handle_id');
    const wanted = { style: 'number', chat_identifier: 'text', display_name: 'text' } as const;
    for (const row of database.table('chat')?.rows(wanted) ?? []) {
      const joined = members
        .of(row.id)
        .list.slice(0, MOST_PEOPLE)
        .map((id) => this.handles.get(id));
      const known = [...new Set(joined.filter((address) => address !== undefined))];
      const isGroup = row.whole('style') === GROUP || known.length > 1;
      const identifier = row.filled('chat_identifier');
      const others = known.length > 0 || isGroup || identifier === undefined ? known : [identifier];
      this.chats.set(row.id, { id: row.id, others, isGroup, name: row.filled('display_name') });
      if (this.chats.size >= MOST_CHATS) break;
    }
  }

  chat(id: bigint | undefined): Chat | undefined {
    return id === undefined ? undefined : this.chats.get(id);
  }

  /** The number or address behind `handle_id`. */
  address(handle: bigint | undefined): string | undefined {
    return handle === undefined ? undefined : this.handles.get(handle);
  }
}
