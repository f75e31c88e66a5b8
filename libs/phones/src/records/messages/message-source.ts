import type { RecordTable, Row } from '../row.js';
import type { Addresses } from './addresses.js';

/** A multimedia message with what it holds and who took part. */
export interface Multimedia {
  readonly row: Row;
  readonly parts: readonly Row[];
  readonly addresses: Addresses;
}

/** Where the bytes of a part are. */
export interface PartPlace {
  /** `file`: below the folder of the messages. `snapshotFile`: below the top of the snapshot. */
  readonly field: 'file' | 'snapshotFile';
  /** Slash-separated. */
  readonly path: string;
}

/** The bytes of parts that are written into the XML itself. */
export interface InlineData {
  /** In base64; `undefined` where they are too many or cannot be read. */
  dataOf(part: Row): Promise<string | undefined>;
}

/** The messages of a phone, whatever phone it is. Each list can be read any number of times. */
export interface MessageSource {
  readonly tables: { readonly sms: RecordTable; readonly mms: RecordTable; readonly parts: RecordTable };
  /** How many messages that are shown were read for certain when they were first read. */
  readonly countRead: number;
  sms(): AsyncIterable<Row>;
  mms(): AsyncIterable<Multimedia>;
  /** Whether a message is one to another program as well, and so is in the XML. */
  isShown(row: Row): boolean;
  place(part: Row): PartPlace | undefined;
  inline(): Promise<InlineData>;
}
