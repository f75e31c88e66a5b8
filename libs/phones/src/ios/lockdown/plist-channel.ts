import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneStream } from '../../android/phone-stream.js';
import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import { isDict } from '../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { readPlist } from '../../codecs/plist/read-plist.js';
import { writeXmlPlist } from '../../codecs/plist/write-xml-plist.js';
import { garbledIphone, iphoneGone } from '../ios-faults.js';

/** All values of all domains have some 100 KB, a page of apps with their icons less than this. */
const LONGEST = 16 * 1024 * 1024;

/** Property lists, each behind its length (u32, big-endian): how lockdown and many services of an iPhone speak. */
export class PlistChannel {
  private readonly reader: ByteReader;

  constructor(readonly stream: PhoneStream) {
    this.reader = new ByteReader(() => stream.next());
  }

  /** Sends one and waits for one. Throws `SourceError`. */
  async ask(request: PlistDict): Promise<PlistDict> {
    await this.send(request);
    return this.receive();
  }

  async send(message: PlistDict): Promise<void> {
    const bytes = writeXmlPlist(message);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(bytes.length, 0);
    await this.stream.write(Buffer.concat([head, bytes]));
  }

  /** Throws `SourceError`: `unplugged` at the end, `internal` for what is no message. */
  async receive(): Promise<PlistDict> {
    try {
      const length = (await this.reader.exactly(4)).readUInt32BE(0);
      if (length === 0 || length > LONGEST) throw new RangeError(`a message of ${length} bytes`);
      const message = readPlist(await this.reader.exactly(length));
      if (!isDict(message)) throw new RangeError('no dictionary');
      return message;
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw error instanceof EndOfBytes ? iphoneGone(error) : garbledIphone('no property list', error);
    }
  }

  close(): void {
    this.stream.close();
  }
}
