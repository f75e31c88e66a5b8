import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneStream } from '../../stream/phone-stream.js';
import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import {
  AFC,
  AFC_HEADER_BYTES,
  encodeAfcRequest,
  encodeAfcWrite,
  parseAfcHeader,
} from '../../codecs/ios/afc-packet.js';
import { AFC_STATUS } from '../../codecs/ios/afc-status.js';
import { garbledIphone, iphoneGone } from '../ios-faults.js';
import { AfcRefusal } from './afc-refusal.js';

/** The names of some million files in one folder. */
const LONGEST_ANSWER = 64 * 1024 * 1024;
/** More than was asked for in any one read. */
const LONGEST_READ = 16 * 1024 * 1024;

/**
 * One conversation with AFC. Requests may be sent before earlier ones are answered: the phone answers in their order, and the
 * answers are taken in it. Used by one reader at a time. Throws `SourceError`: `AfcRefusal` for one request, any other cause
 * ends the conversation.
 */
export class AfcConnection {
  private readonly reader: ByteReader;
  private readonly due: { readonly number: bigint; readonly isIgnored: boolean }[] = [];
  private last = 0n;
  private isBroken = false;

  constructor(private readonly stream: PhoneStream) {
    this.reader = new ByteReader(() => stream.next());
  }

  /** Nobody waits for an answer any more, so that it may be used for something else. */
  get isIdle(): boolean {
    return !this.isBroken && this.due.every(({ isIgnored }) => isIgnored);
  }

  /** `isIgnored`: nobody wants to know what came of it. */
  send(operation: number, numbers: readonly bigint[], path?: Uint8Array, isIgnored = false): Promise<void> {
    this.last += 1n;
    this.due.push({ number: this.last, isIgnored });
    return this.stream.write(encodeAfcRequest(this.last, operation, numbers, path));
  }

  /** Bytes into a file that is open for writing. */
  sendWrite(handle: bigint, bytes: Uint8Array): Promise<void> {
    this.last += 1n;
    this.due.push({ number: this.last, isIgnored: false });
    return this.stream.write(encodeAfcWrite(this.last, handle, bytes));
  }

  /** One request about each path, in one write. */
  sendAll(operation: number, paths: readonly Uint8Array[]): Promise<void> {
    const requests = paths.map((path) => {
      this.last += 1n;
      this.due.push({ number: this.last, isIgnored: false });
      return encodeAfcRequest(this.last, operation, [], path);
    });
    return this.stream.write(Buffer.concat(requests));
  }

  /** Those that were sent and not answered yet are nobody's business any more. */
  ignoreDue(): void {
    this.due.forEach(({ number }, index) => (this.due[index] = { number, isIgnored: true }));
  }

  /** The content of the next answer. Throws `AfcRefusal` for a status that is not ok. */
  answer(): Promise<Buffer> {
    return this.guarded(async () => {
      const { operation, length } = await this.header(LONGEST_ANSWER);
      return this.judged(operation, await this.reader.exactly(length));
    });
  }

  /** The next answer, to a read: its bytes as they come, each piece good until the next is asked for. Gives how many they were. */
  async *pieces(): AsyncGenerator<Uint8Array, number> {
    const { operation, length } = await this.guarded(() => this.header(LONGEST_READ));
    if (operation === AFC.STATUS) {
      await this.guarded(async () => this.judged(operation, await this.reader.exactly(length)));
      return 0;
    }
    let left = length;
    try {
      while (left > 0) {
        const piece = await this.guarded(() => this.reader.upTo(left));
        if (piece === undefined) throw iphoneGone();
        left -= piece.length;
        yield piece;
      }
    } finally {
      // Whoever stopped in the middle of an answer leaves the rest of it in the way.
      if (left > 0) this.close();
    }
    return length;
  }

  close(): void {
    this.isBroken = true;
    this.stream.close();
  }

  private async header(most: number): Promise<{ operation: number; length: number }> {
    for (;;) {
      const due = this.due.shift();
      if (due === undefined) throw new RangeError('an answer is waited for that nobody asked for');
      const header = parseAfcHeader(await this.reader.exactly(AFC_HEADER_BYTES));
      if (header === undefined || header.number !== due.number || header.contentBytes > BigInt(most))
        throw garbledIphone('no answer of AFC');
      const length = Number(header.contentBytes);
      if (!due.isIgnored) return { operation: header.operation, length };
      await this.skip(length);
    }
  }

  private async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      const piece = await this.reader.upTo(left);
      if (piece === undefined) throw iphoneGone();
      left -= piece.length;
    }
  }

  private judged(operation: number, content: Buffer): Buffer {
    if (operation !== AFC.STATUS) return content;
    if (content.length < 8) throw garbledIphone('no answer of AFC');
    const status = content.readBigUInt64LE(0);
    if (status !== BigInt(AFC_STATUS.ok)) throw new AfcRefusal(Number(status & 0xffff_ffffn));
    return Buffer.alloc(0);
  }

  /** Whatever is no refusal of one request leaves a conversation that cannot go on. */
  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AfcRefusal) throw error;
      this.close();
      if (error instanceof SourceError) throw error;
      throw error instanceof EndOfBytes ? iphoneGone(error) : garbledIphone('no answer of AFC', error);
    }
  }
}
