import { setTimeout } from 'node:timers/promises';
import { ByteReader, EndOfBytes } from '../../../codecs/byte-reader.js';
import { readPlist } from '../../../codecs/plist/read-plist.js';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { writeBinaryPlist } from '../../../codecs/plist/write-binary-plist.js';
import { garbled, unplugged } from './link-faults.js';
import { linkMessage, type LinkMessage } from './link-message.js';
import type { LinkStream } from './link-stream.js';

/** A phone that moves all its files at once names each twice; more than this is no message. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
/** What stands where a status has nothing to say (idevicebackup2 sends it so). */
const NOTHING = '___EmptyParameterString___';
const GOODBYE_MS = 500;

/**
 * The device link: messages as binary property lists behind a big-endian length, and between them raw bytes while files
 * are sent (protocol facts: libimobiledevice `device_link_service.c`). Throws `SourceError`: `unplugged` at the stream's
 * end, `internal` for what is not the protocol.
 */
export class DeviceLink {
  private readonly reader: ByteReader;

  constructor(private readonly stream: LinkStream) {
    this.reader = new ByteReader(() => stream.next());
  }

  async receive(): Promise<LinkMessage> {
    const length = await this.word();
    if (length === 0 || length > MAX_MESSAGE_BYTES) throw garbled(`a message of ${length} bytes`);
    return linkMessage(plistOf(await this.exactly(length)));
  }

  send(message: readonly PlistValue[]): Promise<void> {
    const bytes = writeBinaryPlist(message);
    const framed = Buffer.allocUnsafe(4 + bytes.length);
    framed.writeUInt32BE(bytes.length);
    framed.set(bytes, 4);
    return this.stream.write(framed);
  }

  /** `DLMessageProcessMessage`: what the backup service itself is told. */
  process(message: { readonly [key: string]: PlistValue }): Promise<void> {
    return this.send(['DLMessageProcessMessage', message]);
  }

  /** Answers what the phone asked for. Negative codes are refusals. */
  respond(code: number, text: string | undefined, value: PlistValue): Promise<void> {
    return this.send(['DLMessageStatusResponse', code, text ?? NOTHING, value]);
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
    const said = this.send(['DLMessageDisconnect', NOTHING]).catch(() => undefined);
    const enough = new AbortController();
    await Promise.race([said, setTimeout(GOODBYE_MS, undefined, { signal: enough.signal })]);
    enough.abort();
    this.stream.close();
  }
}

function plistOf(bytes: Uint8Array): PlistValue {
  try {
    return readPlist(bytes);
  } catch (error) {
    throw garbled('a message that is no property list', error);
  }
}
