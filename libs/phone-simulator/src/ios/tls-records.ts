import { Duplex } from 'node:stream';
import { NoMessage } from '@holdfast/phones/codecs';
import type { Tunnel } from './tunnel.js';

const HEADER_BYTES = 5;
/** What RFC 8446 and RFC 5246 allow a sealed record to have at most (2^14 + 2048). */
const LONGEST = 16_384 + 2_048;

/**
 * A connection as TLS is given it where TLS may end before the connection does: record by record, so that what comes after the
 * last of them is still there to be read as it is. Twice the work of a socket that TLS takes over as a whole.
 */
export class TlsRecords extends Duplex {
  private isLast = false;
  private isReading = false;

  constructor(private readonly tunnel: Tunnel) {
    super();
  }

  /** The next record is the other side's good-bye: it is passed on, and nothing after it. The connection stays. */
  endAfterNext(): void {
    this.isLast = true;
  }

  override _read(): void {
    if (this.isReading) return;
    this.isReading = true;
    this.record().then(
      (bytes) => {
        this.isReading = this.isLast;
        this.push(bytes);
        if (this.isLast) this.push(null);
      },
      (error: unknown) => this.destroy(error as Error),
    );
  }

  override _write(bytes: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.tunnel.socket.write(bytes, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.isLast) this.tunnel.socket.destroy();
    done(error);
  }

  private async record(): Promise<Buffer> {
    const { reader } = this.tunnel;
    // Copied: what the reader gives is good until it is asked again, and TLS may keep it.
    const header = Buffer.from(await reader.exactly(HEADER_BYTES));
    const length = header.readUInt16BE(3);
    if (length > LONGEST) throw new NoMessage(`a record of ${length} bytes`);
    return Buffer.concat([header, await reader.exactly(length)]);
  }
}
