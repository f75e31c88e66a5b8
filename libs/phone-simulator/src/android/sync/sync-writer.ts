import { encodeSyncHeader } from '@holdfast/phones/codecs';
import type { DeviceStream } from '../device-stream.js';

/** Small records are sent together, as adbd's socket does: one packet for many. */
const FLUSH_BYTES = 256 * 1024;

/** Gathers records and sends them in large packets. */
export class SyncWriter {
  private pieces: Uint8Array[] = [];
  private size = 0;
  private buffer = Buffer.alloc(0);

  constructor(private readonly stream: DeviceStream) {}

  async add(...pieces: Uint8Array[]): Promise<void> {
    for (const piece of pieces) {
      this.pieces.push(piece);
      this.size += piece.length;
    }
    if (this.size >= FLUSH_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.size === 0) return;
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [];
    this.size = 0;
    await this.stream.write(bytes);
  }

  /** A buffer to fill with records, the same one again. */
  records(bytes: number): Buffer {
    if (this.buffer.length < bytes) this.buffer = Buffer.allocUnsafeSlow(bytes);
    return this.buffer;
  }

  /** Sends these bytes after what was gathered; they may change once it has resolved. */
  async now(bytes: Uint8Array): Promise<void> {
    await this.flush();
    await this.stream.write(bytes);
  }

  /** `FAIL`, and the reason as a person would read it. Answers false: the service ends. */
  async fail(reason: string): Promise<false> {
    const words = Buffer.from(reason, 'latin1');
    await this.add(encodeSyncHeader('FAIL', words.length), words);
    await this.flush();
    return false;
  }
}
