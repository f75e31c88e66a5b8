import { ByteReader } from '../../codecs/byte-reader.js';
import { AFC_HEADER_BYTES } from '../../codecs/ios/afc-packet.js';
import { AfcConnection } from '../afc/afc-connection.js';
import { wire } from '../backup/testing/byte-pipe.js';

/** A request as the far end of a wire has read it. */
export interface AskedAfc {
  readonly operation: number;
  readonly number: bigint;
  readonly content: Buffer;
}

/** An AFC connection whose other end a test plays. */
export class AfcPeer {
  private readonly ends = wire();
  private readonly reader = new ByteReader(() => this.ends.far.next());
  readonly afc = new AfcConnection(this.ends.near);

  async asked(): Promise<AskedAfc> {
    const header = await this.reader.exactly(AFC_HEADER_BYTES);
    const content = await this.reader.exactly(Number(header.readBigUInt64LE(8)) - AFC_HEADER_BYTES);
    return {
      operation: Number(header.readBigUInt64LE(32)),
      number: header.readBigUInt64LE(24),
      content,
    };
  }

  /** `announced`: another length than the content has. */
  answer(number: bigint, operation: number, content: Uint8Array, announced = content.length): Promise<void> {
    const header = Buffer.alloc(AFC_HEADER_BYTES);
    header.write('CFA6LPAA', 'latin1');
    header.writeBigUInt64LE(BigInt(AFC_HEADER_BYTES) + BigInt(announced), 8);
    header.writeBigUInt64LE(BigInt(AFC_HEADER_BYTES), 16);
    header.writeBigUInt64LE(number, 24);
    header.writeBigUInt64LE(BigInt(operation), 32);
    return this.say(Buffer.concat([header, content]));
  }

  status(number: bigint, status: number): Promise<void> {
    const content = Buffer.alloc(8);
    content.writeBigUInt64LE(BigInt(status));
    return this.answer(number, 1, content);
  }

  say(bytes: Uint8Array): Promise<void> {
    return this.ends.far.write(bytes);
  }

  hangUp(): void {
    this.ends.far.close();
  }
}
