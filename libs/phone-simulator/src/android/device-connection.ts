import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  AUTH,
  ByteReader,
  COMMAND,
  decodePacketHeader,
  encodeBanner,
  encodePacketHeader,
  MAX_PAYLOAD,
  PACKET_HEADER_BYTES,
  TOKEN_BYTES,
  VERSION_CHECKSUM,
  VERSION_NO_CHECKSUM,
  VERSION_STLS,
  type Packet,
} from '@holdfast/phones/codecs';
import { DeviceStream } from './device-stream.js';
import type { Phone } from './phone.js';
import { serveTls } from './wireless/serve-tls.js';

const EMPTY = new Uint8Array(0);
const FEATURES = ['shell_v2', 'stat_v2', 'ls_v2', 'fixed_push_mkdir'];

/** One computer's connection to the phone, as adbd holds it: greeting, dialog, streams. */
export class DeviceConnection {
  private readonly streams = new Map<number, DeviceStream>();
  private token = randomBytes(TOKEN_BYTES);
  private nextId = 1;
  private online = false;
  private checksums = true;
  private reader: ByteReader;
  private maxPayload = MAX_PAYLOAD;

  constructor(
    private readonly phone: Phone,
    private socket: Socket,
  ) {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    this.reader = readerOf(socket);
  }

  /** Serves until the other side goes; never rejects. */
  async serve(): Promise<void> {
    try {
      for (;;) {
        const header = decodePacketHeader(await this.reader.exactly(PACKET_HEADER_BYTES), MAX_PAYLOAD);
        const payload = await this.reader.exactly(header.length);
        await this.handle({ command: header.command, arg0: header.arg0, arg1: header.arg1, payload });
      }
    } catch {
      // The end, or garbage: adbd drops the connection either way.
    }
    this.socket.destroy();
    for (const stream of [...this.streams.values()]) stream.end();
  }

  private async handle(packet: Packet): Promise<void> {
    if (packet.command === COMMAND.CNXN) return this.greet(packet);
    if (packet.command === COMMAND.STLS && !this.online) return this.secure();
    if (packet.command === COMMAND.AUTH && !this.online) return this.authenticate(packet);
    if (!this.online) return;
    const stream = this.streams.get(packet.arg1);
    if (packet.command === COMMAND.OPEN) return this.open(packet);
    if (packet.command === COMMAND.WRTE) stream?.onData(packet.payload);
    if (packet.command === COMMAND.OKAY) stream?.onOkay();
    if (packet.command === COMMAND.CLSE) stream?.end();
  }

  private async greet(packet: Packet): Promise<void> {
    this.checksums = this.phone.v1Only || packet.arg0 < VERSION_NO_CHECKSUM;
    this.maxPayload = Math.max(1, Math.min(this.phone.v1Only ? 4096 : MAX_PAYLOAD, packet.arg1));
    if (this.phone.wirelessKey !== undefined) return this.send(COMMAND.STLS, VERSION_STLS, 0, EMPTY);
    if (this.phone.door.mode === 'none') return this.welcome();
    return this.send(COMMAND.AUTH, AUTH.TOKEN, 0, this.token);
  }

  /** Wireless debugging: who is not paired is turned away, with no dialog. */
  private async secure(): Promise<void> {
    const key = this.phone.wirelessKey;
    if (key === undefined) return;
    // The first bytes of TLS may have come with the packet.
    const early = this.reader.ready;
    if (early > 0) this.socket.unshift(await this.reader.exactly(early));
    const { secured, theirs } = await serveTls(this.socket, key);
    if (!this.phone.door.hasPaired(theirs)) throw new Error('a computer that was not paired');
    this.socket = secured;
    this.reader = readerOf(secured);
    await this.welcome();
  }

  private async authenticate(packet: Packet): Promise<void> {
    if (packet.arg0 === AUTH.SIGNATURE) {
      if (this.phone.door.knows(this.token, packet.payload)) return this.welcome();
      this.token = randomBytes(TOKEN_BYTES);
      return this.send(COMMAND.AUTH, AUTH.TOKEN, 0, this.token);
    }
    if (packet.arg0 !== AUTH.PUBLIC_KEY) return;
    // The dialog must not hold up the reading loop: the other side may close meanwhile.
    void this.phone.door.admit(packet.payload).then(
      () => this.welcome(),
      () => this.socket.destroy(),
    );
  }

  private async welcome(): Promise<void> {
    this.online = true;
    const { product, model, device } = this.phone.properties;
    const properties = { 'ro.product.name': product, 'ro.product.model': model, 'ro.product.device': device };
    const features = this.phone.v1Only ? [] : FEATURES;
    const version = this.phone.v1Only ? VERSION_CHECKSUM : VERSION_NO_CHECKSUM;
    const limit = this.phone.v1Only ? 4096 : MAX_PAYLOAD;
    await this.send(COMMAND.CNXN, version, limit, encodeBanner({ type: 'device', properties, features }));
  }

  private async open(packet: Packet): Promise<void> {
    const service = Buffer.from(packet.payload).toString('latin1').replace(/\0.*$/s, '');
    const serve = this.phone.service(service);
    if (serve === undefined || packet.arg0 === 0) return this.send(COMMAND.CLSE, 0, packet.arg0, EMPTY);
    const id = this.nextId;
    this.nextId += 1;
    const send = this.send.bind(this);
    const stream = new DeviceStream(send, id, packet.arg0, this.maxPayload, () => this.streams.delete(id));
    this.streams.set(id, stream);
    await this.send(COMMAND.OKAY, id, packet.arg0, EMPTY);
    void serve(stream)
      .catch(() => undefined)
      .then(() => stream.close())
      .catch(() => undefined);
  }

  private send(command: number, arg0: number, arg1: number, payload: Uint8Array): Promise<void> {
    const opening = command === COMMAND.CNXN || command === COMMAND.AUTH;
    const header = encodePacketHeader({ command, arg0, arg1, payload }, this.checksums || opening);
    return this.phone.wire.send(
      this.socket,
      payload.length === 0 ? header : Buffer.concat([header, payload]),
    );
  }
}

function readerOf(socket: Socket): ByteReader {
  const pieces = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  return new ByteReader(async () => {
    const piece = await pieces.next();
    return piece.done === true ? undefined : piece.value;
  });
}
