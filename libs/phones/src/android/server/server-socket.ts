import { SourceError } from '@holdfast/contracts/sources';
import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import { decodeServerLength, encodeServerRequest } from '../../codecs/length-prefix.js';
import { parseHostPort } from '../address.js';
import { garbled, SILENCE_MS } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';
import { BlockStream } from '../../stream/block-stream.js';

const CONNECT_MS = 2_000;
const STATUS_BYTES = 4;

/** The adb server answered FAIL; the message is its own. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
}

/** No adb server answers at the address: nothing is wrong, phones may still be reached directly. */
export class NoServer extends Error {
  override readonly name = 'NoServer';
}

/** One connection to the adb server: requests, then the stream that the last of them opened. */
export class ServerSocket implements PhoneStream {
  private readonly reader: ByteReader;

  private constructor(private readonly stream: BlockStream) {
    this.reader = new ByteReader(() => this.stream.next());
  }

  /** Connects; throws `NoServer` when nothing answers. Never starts a server. */
  static async connect(address: string, silenceMs = SILENCE_MS): Promise<ServerSocket> {
    const target = parseHostPort(address);
    if (target === undefined) throw new NoServer(`${address} is not host:port`);
    const connecting = BlockStream.connect(target, CONNECT_MS, silenceMs);
    const stream = await connecting.catch((cause: unknown) => {
      throw new NoServer(`no adb server at ${address}`, { cause });
    });
    return new ServerSocket(stream);
  }

  /** Sends a request and waits for OKAY; throws `ServerRefusal` with the server's words. */
  async request(service: Uint8Array | string): Promise<void> {
    await this.stream.write(encodeServerRequest(Buffer.from(service)));
    await this.guarded(async () => {
      const status = (await this.reader.exactly(STATUS_BYTES)).toString('latin1');
      if (status === 'FAIL') throw new ServerRefusal(await this.text());
      if (status !== 'OKAY') throw garbled('the adb server answered neither OKAY nor FAIL');
    });
  }

  /** A length-prefixed text, at most 64 KiB. */
  async text(): Promise<string> {
    return this.guarded(async () => {
      const length = decodeServerLength(await this.reader.exactly(4));
      return (await this.reader.exactly(length)).toString('utf8');
    });
  }

  async next(): Promise<Uint8Array | undefined> {
    return this.reader.upTo(1024 * 1024);
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.stream.write(bytes);
  }

  close(): void {
    this.stream.close();
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.close();
      if (error instanceof EndOfBytes)
        throw new SourceError('unplugged', 'The adb server closed the connection.');
      if (error instanceof RangeError) throw garbled(error.message, error);
      throw error;
    }
  }
}
