import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import {
  decodePairingHeader,
  encodePairingPacket,
  PAIRING_HEADER_BYTES,
} from '../../codecs/pairing-packet.js';
import { BadPairingMessage } from '../../codecs/spake2.js';
import { garbled, unplugged } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';

/** Whole pairing packets over one connection to a phone's pairing port. */
export class PairingChannel {
  private readonly reader: ByteReader;

  constructor(private readonly stream: PhoneStream) {
    this.reader = new ByteReader(() => stream.next());
  }

  send(type: number, payload: Uint8Array): Promise<void> {
    return this.stream.write(encodePairingPacket(type, payload));
  }

  /** The payload of the next packet, which has to be of that type. Throws `SourceError` `unplugged` or `internal`. */
  async receive(type: number): Promise<Buffer> {
    try {
      const length = decodePairingHeader(await this.reader.exactly(PAIRING_HEADER_BYTES), type);
      return await this.reader.exactly(length);
    } catch (error) {
      if (error instanceof EndOfBytes) throw unplugged(error);
      if (error instanceof BadPairingMessage) throw garbled(error.message, error);
      throw error;
    }
  }
}
