import { FROM, OWN, TO, UTF8, type Address, type Addresses } from '../../../records/messages/addresses.js';
import { concernsOne } from '../content/provider-fault.js';
import { readTable } from '../content/read-table.js';
import type { Row } from '../../../records/row.js';
import { TableQuestions } from '../content/table-questions.js';
import type { RecordTables } from '../record-tables.js';
import { addressTable } from './message-tables.js';

/** Group messages whose own addresses are asked for, newest first: a second each on a phone. */
const MOST_ASKED = 500;
const AT_ONCE = 4;
const INBOX = '1';

/**
 * Who sent multimedia messages and to whom. The provider tells that one message at a time only, so of conversations
 * between two the conversation's partner is taken, and only messages of groups are asked for, up to 500 of them.
 */
export class MmsAddresses {
  private constructor(
    private readonly partners: ReadonlyMap<string, readonly string[]>,
    private readonly asked: ReadonlyMap<string, readonly Address[]>,
  ) {}

  static async read(tables: RecordTables): Promise<MmsAddresses> {
    const partners = await partnersOf(tables);
    const groups: string[] = [];
    for await (const { id, values } of tables.rows('mms')) {
      if (partners.get(values?.get('thread_id') ?? '')?.length !== 1) groups.push(id);
      if (groups.length > 2 * MOST_ASKED) groups.splice(0, MOST_ASKED);
    }
    const waiting = groups.slice(-MOST_ASKED);
    const asked = new Map<string, readonly Address[]>();
    const worker = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const list = await ask(tables, id);
        if (list.length > 0) asked.set(id, list);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return new MmsAddresses(partners, asked);
  }

  of(message: Row): Addresses {
    const list = this.asked.get(message.id);
    if (list !== undefined) return { from: 'message', list };
    const others = this.partners.get(message.values?.get('thread_id') ?? '') ?? [];
    const received = message.values?.get('msg_box') === INBOX;
    const at = (address: string, type: number): Address => ({ address, type, charset: UTF8 });
    if (received && others.length === 1) {
      return { from: 'thread', list: [at(others[0] ?? '', FROM), at(OWN, TO)] };
    }
    const sender = received ? [] : [at(OWN, FROM)];
    return { from: 'thread', list: [...sender, ...others.map((address) => at(address, TO))] };
  }
}

/** Addresses by conversation. */
async function partnersOf(tables: RecordTables): Promise<ReadonlyMap<string, readonly string[]>> {
  const addresses = new Map<string, string>();
  for await (const { id, values } of tables.rows('partners')) addresses.set(id, values?.get('address') ?? '');
  const partners = new Map<string, readonly string[]>();
  for await (const { id, values } of tables.rows('threads')) {
    const ids = (values?.get('recipient_ids') ?? '').split(' ');
    const known = ids.map((one) => addresses.get(one) ?? '').filter((address) => address !== '');
    if (known.length > 0 && known.length === ids.length) partners.set(id, known);
  }
  return partners;
}

async function ask(tables: RecordTables, message: string): Promise<readonly Address[]> {
  const list: Address[] = [];
  try {
    const questions = new TableQuestions(tables.shell, addressTable(message), tables.signal);
    for await (const { values } of readTable(questions)) {
      const address = values?.get('address');
      if (address === null || address === undefined) continue;
      list.push({
        address,
        type: Number(values?.get('type') ?? 0),
        charset: Number(values?.get('charset') ?? UTF8),
      });
    }
  } catch (error) {
    if (!concernsOne(error)) throw error;
    return [];
  }
  return list;
}
