import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import { ByteReader, EndOfBytes } from '../../codecs/byte-reader.js';
import {
  BadPacket,
  COMMAND,
  decodePacketHeader,
  encodePacketHeader,
  MAX_PAYLOAD,
  PACKET_HEADER_BYTES,
  packetChecksum,
  type Packet,
} from '../../codecs/packet.js';
import { garbled, unplugged } from '../../stream/phone-faults.js';
import { SocketStream } from '../../stream/socket-stream.js';

/** Whole packets over one TCP connection to a phone's adbd. */
export class PacketChannel {
  private stream: SocketStream;
  private reader: ByteReader;
  /** Phones before 0x01000001 drop packets without a checksum. */
  checksums = false;

  /** An idle connection may be silent for ever, so silence is the streams' affair: `idleMs` only bounds the handshake. */
  constructor(
    socket: Socket,
    private readonly idleMs = 2 ** 31 - 1,
  ) {
    this.stream = new SocketStream(socket, idleMs);
    this.reader = new ByteReader(() => this.stream.next());
  }

  /** TLS on the same connection from here on, with `key` as our proof. Errors as `startTls`. */
  async secure(key: KeyObject): Promise<void> {
    const { startTls } = await import('../wireless/start-tls.js');
    if (this.reader.ready > 0) throw garbled('bytes before TLS began');
    const socket = await startTls(this.stream.release(), key);
    this.stream = new SocketStream(socket, this.idleMs);
    this.reader = new ByteReader(() => this.stream.next());
  }

  async send(command: number, arg0: number, arg1: number, payload: Uint8Array): Promise<void> {
    const opening = command === COMMAND.CNXN || command === COMMAND.AUTH;
    const header = encodePacketHeader({ command, arg0, arg1, payload }, this.checksums || opening);
    if (payload.length <= 16384) return this.stream.write(Buffer.concat([header, payload]));
    void this.stream.write(header);
    return this.stream.write(payload);
  }

  /** The next packet; throws `SourceError`: `unplugged` when the connection ended, `internal` for garbage. */
  async receive(): Promise<Packet> {
    try {
      const header = decodePacketHeader(await this.reader.exactly(PACKET_HEADER_BYTES), MAX_PAYLOAD);
      const payload = await this.reader.exactly(header.length);
      if (this.checksums && header.checksum !== packetChecksum(payload))
        throw new BadPacket('wrong checksum');
      return { command: header.command, arg0: header.arg0, arg1: header.arg1, payload };
    } catch (error) {
      if (error instanceof BadPacket) throw garbled(error.message, error);
      if (error instanceof EndOfBytes) throw unplugged();
      throw error;
    }
  }

  /** The phone ended the connection, and not we. */
  get hungUp(): boolean {
    return this.stream.hungUp;
  }

  close(): void {
    this.stream.close();
  }
}
