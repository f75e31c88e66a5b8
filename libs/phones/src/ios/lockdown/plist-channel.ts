import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneStream } from '../../stream/phone-stream.js';
import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import { NoMessage } from '../../codecs/ios/no-message.js';
import { encodePlistMessage, readPlistMessage } from '../../codecs/ios/plist-message.js';
import { isDict } from '../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
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

  send(message: PlistDict): Promise<void> {
    return this.stream.write(encodePlistMessage(message));
  }

  /** Throws `SourceError`: `unplugged` at the end, `internal` for what is no message. */
  async receive(): Promise<PlistDict> {
    try {
      const message = await readPlistMessage(this.reader, LONGEST);
      if (!isDict(message)) throw new NoMessage('no dictionary');
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
