import type { DeviceStream } from '../device-stream.js';

/** Small records are sent together, as adbd's socket does: one packet for many. */
const FLUSH_BYTES = 256 * 1024;

/** Gathers records and sends them in large packets. */
export class SyncWriter {
  private pieces: Uint8Array[] = [];
  private size = 0;

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
}
