import { SourceError } from '@holdfast/contracts/sources';
import { COMMAND } from '../../codecs/packet.js';
import { silent, SILENCE_MS } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';
import type { PacketChannel } from './packet-channel.js';

/** Received bytes below which the next packet is asked for. With one unacknowledged packet this bounds a stream to about 2 MiB. */
const LOW_WATER = 1024 * 1024;
const EMPTY = new Uint8Array(0);

/** One stream of a direct connection. The phone may send one packet and then waits for our OKAY: that is the back-pressure. */
export class DirectStream implements PhoneStream {
  private readonly pieces: Uint8Array[] = [];
  private waiting = 0;
  private owesOkay = false;
  private closed = false;
  private failure: Error | undefined;
  private remoteId = 0;
  private wakeReader: (() => void) | undefined;
  private wakeWriter: (() => void) | undefined;

  constructor(
    private readonly channel: PacketChannel,
    private readonly localId: number,
    private readonly maxPayload: number,
    private readonly forget: () => void,
  ) {}

  /** Resolves once the phone accepted the service. */
  async opened(service: Uint8Array): Promise<void> {
    await this.channel.send(COMMAND.OPEN, this.localId, 0, service);
    await this.okay();
    if (this.remoteId === 0) {
      throw (
        this.failure ??
        new SourceError('unreadable', 'The phone does not offer a service that a backup needs.')
      );
    }
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.pieces.length === 0 && !this.closed) await this.patiently((wake) => (this.wakeReader = wake));
    const piece = this.pieces.shift();
    if (piece === undefined) {
      if (this.failure !== undefined) throw this.failure;
      return undefined;
    }
    this.waiting -= piece.length;
    if (this.owesOkay && this.waiting < LOW_WATER) this.acknowledge();
    return piece;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += this.maxPayload) {
      if (this.closed)
        throw this.failure ?? new SourceError('unplugged', 'The phone closed the conversation.');
      const piece = bytes.subarray(at, at + this.maxPayload);
      const okay = this.okay();
      await this.channel.send(COMMAND.WRTE, this.localId, this.remoteId, piece);
      await okay;
    }
  }

  close(): void {
    if (this.closed) return;
    this.end();
    void this.channel.send(COMMAND.CLSE, this.localId, this.remoteId, EMPTY).catch(() => undefined);
  }

  /** The phone's OKAY: it accepted the stream, or wants the next packet. */
  onOkay(remoteId: number): void {
    if (this.remoteId === 0) this.remoteId = remoteId;
    this.wakeWriter?.();
  }

  /** A packet of data. Returns false when the phone ignores the protocol's back-pressure. */
  onData(payload: Uint8Array): boolean {
    if (this.closed) return true;
    if (this.owesOkay) return false;
    if (payload.length > 0) this.pieces.push(payload);
    this.waiting += payload.length;
    this.owesOkay = true;
    if (this.waiting < LOW_WATER) this.acknowledge();
    this.wakeReader?.();
    return true;
  }

  /** No more will come: the phone closed the stream, or (with `failure`) the connection is lost. */
  end(failure?: Error): void {
    this.failure ??= failure;
    this.closed = true;
    this.forget();
    this.wakeReader?.();
    this.wakeWriter?.();
  }

  private acknowledge(): void {
    this.owesOkay = false;
    if (this.closed) return;
    void this.channel.send(COMMAND.OKAY, this.localId, this.remoteId, EMPTY).catch(() => undefined);
  }

  private okay(): Promise<void> {
    return this.patiently((wake) => (this.wakeWriter = wake));
  }

  private patiently(arm: (wake: (() => void) | undefined) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        arm(undefined);
        this.failure ??= silent();
        this.close();
        reject(this.failure);
      }, SILENCE_MS);
      arm(() => {
        arm(undefined);
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
