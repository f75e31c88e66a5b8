import { setTimeout } from 'node:timers/promises';
import { ByteReader, EndOfBytes } from '../../../codecs/byte-reader.js';
import { NO_TEXT } from '../../../codecs/ios/link-frame.js';
import { NoMessage } from '../../../codecs/ios/no-message.js';
import { encodeBinaryMessage, readPlistMessage } from '../../../codecs/ios/plist-message.js';
import { PlistError } from '../../../codecs/plist/plist-error.js';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { garbled, unplugged } from './link-faults.js';
import { linkMessage, type LinkMessage } from './link-message.js';
import type { PhoneStream } from '../../../stream/phone-stream.js';

/** A phone that moves all its files at once names each twice; more than this is no message. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const GOODBYE_MS = 500;

/**
 * The device link: messages as binary property lists behind a big-endian length, and between them raw bytes while files
 * are sent (protocol facts: libimobiledevice `device_link_service.c`). Throws `SourceError`: `unplugged` at the stream's
 * end, `internal` for what is not the protocol.
 */
export class DeviceLink {
  private readonly reader: ByteReader;

  constructor(private readonly stream: PhoneStream) {
    this.reader = new ByteReader(() => stream.next());
  }

  async receive(): Promise<LinkMessage> {
    try {
      return linkMessage(await readPlistMessage(this.reader, MAX_MESSAGE_BYTES));
    } catch (error) {
      if (error instanceof EndOfBytes) throw unplugged(error);
      if (error instanceof NoMessage) throw garbled(error.message, error);
      throw error instanceof PlistError ? garbled('a message that is no property list', error) : error;
    }
  }

  send(message: readonly PlistValue[]): Promise<void> {
    return this.stream.write(encodeBinaryMessage(message));
  }

  /** `DLMessageProcessMessage`: what the backup service itself is told. */
  process(message: { readonly [key: string]: PlistValue }): Promise<void> {
    return this.send(['DLMessageProcessMessage', message]);
  }

  /** Answers what the phone asked for. Negative codes are refusals. */
  respond(code: number, text: string | undefined, value: PlistValue): Promise<void> {
    return this.send(['DLMessageStatusResponse', code, text ?? NO_TEXT, value]);
  }

  raw(bytes: Uint8Array): Promise<void> {
    return this.stream.write(bytes);
  }

  /** A big-endian length. */
  async word(): Promise<number> {
    return (await this.exactly(4)).readUInt32BE(0);
  }

  /** `count` has been bounded by the caller. */
  async exactly(count: number): Promise<Buffer> {
    try {
      return await this.reader.exactly(count);
    } catch (error) {
      throw error instanceof EndOfBytes ? unplugged(error) : error;
    }
  }

  /** What is there, 1 to `most` bytes, not copied: good until the next read. */
  async piece(most: number): Promise<Buffer> {
    const piece = await this.reader.upTo(most);
    if (piece === undefined) throw unplugged();
    return piece;
  }

  /** Says good-bye where the phone still listens, and does not wait long for one that does not. */
  async close(): Promise<void> {
    const said = this.send(['DLMessageDisconnect', NO_TEXT]).catch(() => undefined);
    const enough = new AbortController();
    await Promise.race([said, setTimeout(GOODBYE_MS, undefined, { signal: enough.signal })]);
    enough.abort();
    this.stream.close();
  }
}
