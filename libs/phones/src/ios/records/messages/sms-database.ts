import { setImmediate } from 'node:timers/promises';
import { FROM, OWN, TO, UTF8, type Address, type Addresses } from '../../../records/messages/addresses.js';
import type {
  InlineData,
  MessageSource,
  Multimedia,
  PartPlace,
} from '../../../records/messages/message-source.js';
import type { Row } from '../../../records/row.js';
import { PrivateDatabase } from '../database/private-database.js';
import type { IosDatabases } from '../ios-databases.js';
import type { Tally } from '../tally.js';
import { InlineFiles } from './inline-files.js';
import { mmsRow, smsRow, TABLES, timeOf } from './message-rows.js';
import { messageWalk, type Found } from './message-walk.js';
import { partsOf, shownPlace } from './parts.js';

/** `sms.db` as Android's short and multimedia messages. */
export class SmsDatabase implements MessageSource {
  readonly tables = TABLES;

  constructor(
    private readonly path: string,
    private readonly databases: IosDatabases,
    private readonly tally: Tally,
  ) {}

  get countRead(): number {
    return this.tally.read;
  }

  async *sms(): AsyncGenerator<Row> {
    for await (const { message, known } of this.found(false)) {
      const row = smsRow(message, known);
      this.tally.see(row, timeOf(message), this.isShown(row));
      yield row;
    }
  }

  async *mms(): AsyncGenerator<Multimedia> {
    for await (const { message, known, files } of this.found(true)) {
      const row = mmsRow(message, known, files.length > 0);
      const parts = message.isCut ? [] : partsOf(message.id, known.body ?? '', files);
      this.tally.see(row, timeOf(message), this.isShown(row));
      yield {
        row,
        parts,
        addresses: addressesOf(known.chat?.others ?? [], message.is('is_from_me'), known.sender),
      };
    }
  }

  /**
   * That somebody joined, left or renamed a group is no message, what was withdrawn says nothing any more, and a reaction
   * without words says nothing to a phone that knows none: they are in the JSON alone.
   */
  isShown(row: Row): boolean {
    const value = (column: string): string => row.values?.get(column) ?? '';
    if (value('item_type') !== '') return false;
    if (value('date_retracted') !== '' && value('body') === '') return false;
    const reaction = Number(value('associated_message_type') || 0);
    return reaction < 2_000 || reaction >= 4_000 || value('body') !== '';
  }

  place(part: Row): PartPlace | undefined {
    const path = shownPlace(part);
    return path === undefined ? undefined : { field: 'snapshotFile', path };
  }

  async inline(): Promise<InlineData> {
    await Promise.resolve();
    return InlineFiles.of(this.path, this.databases);
  }

  private async *found(isMultimedia: boolean): AsyncGenerator<Found> {
    const database = PrivateDatabase.open(this.path);
    try {
      for (const found of messageWalk(database, isMultimedia, this.tally)) {
        if (found === undefined) await setImmediate();
        else yield found;
      }
    } finally {
      database.close();
    }
  }
}

/** Who took part: a conversation's people, of whom the sender is one. */
function addressesOf(others: readonly string[], isMine: boolean, sender: string | undefined): Addresses {
  const from = isMine ? OWN : (sender ?? others[0]);
  const to = isMine ? others : [OWN, ...others.filter((address) => address !== from)];
  const at = (address: string, type: number): Address => ({ address, type, charset: UTF8 });
  return {
    from: 'thread',
    list: [...(from === undefined ? [] : [at(from, FROM)]), ...to.map((address) => at(address, TO))],
  };
}
