import { COMMAND } from '@holdfast/phones/codecs';

const EMPTY = new Uint8Array(0);

/** Sends one packet; resolves when the socket wants more. */
export type SendPacket = (command: number, arg0: number, arg1: number, payload: Uint8Array) => Promise<void>;

/** The phone went away, or the other side closed the stream. */
export class StreamClosed extends Error {
  override readonly name = 'StreamClosed';
}

/** One stream as adbd sees it: one unacknowledged packet each way. */
export class DeviceStream {
  private readonly pieces: Uint8Array[] = [];
  private closed = false;
  private wakeReader: (() => void) | undefined;
  private wakeWriter: (() => void) | undefined;

  constructor(
    private readonly send: SendPacket,
    readonly localId: number,
    private readonly remoteId: number,
    private readonly maxPayload: number,
    private readonly forget: () => void,
  ) {}

  /** The next packet's payload; `undefined` once the other side has closed. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.pieces.length === 0 && !this.closed)
      await new Promise<void>((resolve) => (this.wakeReader = resolve));
    const piece = this.pieces.shift();
    if (piece !== undefined && !this.closed)
      await this.send(COMMAND.OKAY, this.localId, this.remoteId, EMPTY);
    return piece;
  }

  /** Sends and waits until the other side has asked for more. Throws `StreamClosed`. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += this.maxPayload) {
      if (this.closed) throw new StreamClosed();
      const okay = new Promise<void>((resolve) => (this.wakeWriter = resolve));
      await this.send(COMMAND.WRTE, this.localId, this.remoteId, bytes.subarray(at, at + this.maxPayload));
      await okay;
    }
    if (this.closed) throw new StreamClosed();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.end();
    await this.send(COMMAND.CLSE, this.localId, this.remoteId, EMPTY);
  }

  onData(payload: Uint8Array): void {
    this.pieces.push(payload);
    this.wakeReader?.();
  }

  onOkay(): void {
    this.wakeWriter?.();
  }

  end(): void {
    this.closed = true;
    this.forget();
    this.wakeReader?.();
    this.wakeWriter?.();
  }
}
