import type { ServiceConnection } from '../../service-connection.js';

/** So much is sent at once. */
const ENOUGH = 256 * 1024;
/** Pieces from this size on are sent as they are; smaller ones are gathered. */
const LARGE = 32 * 1024;

/** Gathers small pieces (names, lengths, small files), so that a thousand of them are one write; large ones are not copied. */
export class SendBuffer {
  private readonly held = Buffer.allocUnsafeSlow(ENOUGH + LARGE);
  private filled = 0;

  constructor(private readonly connection: ServiceConnection) {}

  /** Resolves when there is room for more; `bytes` may be written over then. */
  async push(bytes: Uint8Array): Promise<void> {
    if (bytes.length >= LARGE) return this.flush(bytes);
    this.held.set(bytes, this.filled);
    this.filled += bytes.length;
    if (this.filled >= ENOUGH) await this.flush();
  }

  async flush(last?: Uint8Array): Promise<void> {
    const bytes = this.held.subarray(0, this.filled);
    this.filled = 0;
    if (bytes.length > 0 || last !== undefined) await this.connection.send(bytes, last);
  }
}
