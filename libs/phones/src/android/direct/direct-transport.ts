import { COMMAND, type Packet } from '../../codecs/packet.js';
import { garbled, unplugged } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';
import type { PhoneTransport } from '../phone-transport.js';
import { DirectStream } from './direct-stream.js';
import type { PacketChannel } from './packet-channel.js';

const EMPTY = new Uint8Array(0);

/**
 * Many streams over one authenticated connection to a phone's adbd, without an adb server.
 * Memory is bounded for each stream, however slow its reader is.
 */
export class DirectTransport implements PhoneTransport {
  private readonly streams = new Map<number, DirectStream>();
  private nextId = 1;
  private lost: Error | undefined;

  constructor(
    private readonly channel: PacketChannel,
    readonly features: ReadonlySet<string>,
    private readonly maxPayload: number,
  ) {
    void this.pump();
  }

  async open(service: Uint8Array): Promise<PhoneStream> {
    if (this.lost !== undefined) throw this.lost;
    const id = this.nextId;
    this.nextId += 1;
    const stream = new DirectStream(this.channel, id, this.maxPayload, () => this.streams.delete(id));
    this.streams.set(id, stream);
    await stream.opened(Buffer.concat([service, Buffer.from([0])]));
    return stream;
  }

  close(): Promise<void> {
    this.lose(unplugged());
    return Promise.resolve();
  }

  private async pump(): Promise<void> {
    try {
      for (;;) this.dispatch(await this.channel.receive());
    } catch (error) {
      this.lose(error instanceof Error ? error : garbled(String(error)));
    }
  }

  private dispatch(packet: Packet): void {
    const stream = this.streams.get(packet.arg1);
    switch (packet.command) {
      case COMMAND.OKAY:
        stream?.onOkay(packet.arg0);
        return;
      case COMMAND.WRTE:
        if (stream?.onData(packet.payload) === false) throw garbled('more data than was asked for');
        if (stream === undefined) void this.channel.send(COMMAND.CLSE, packet.arg1, packet.arg0, EMPTY);
        return;
      case COMMAND.CLSE:
        stream?.end();
        return;
      case COMMAND.OPEN:
        // A phone may ask for a reverse connection; we offer none.
        void this.channel.send(COMMAND.CLSE, 0, packet.arg0, EMPTY);
        return;
      default:
      // Packets of later protocol versions are ignored, as adb does.
    }
  }

  private lose(error: Error): void {
    if (this.lost !== undefined) return;
    this.lost = error;
    this.channel.close();
    for (const stream of [...this.streams.values()]) stream.end(error);
  }
}
