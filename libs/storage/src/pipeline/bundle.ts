import { BUNDLE_BYTES, type FileRead } from './messages.js';
import type { ThreadPacks } from './thread-packs.js';

/** Small files of one message, gathered into chunks of up to 1 MiB: a thousand notes cost one chunk. */
export class Bundle {
  private readonly bytes = Buffer.allocUnsafeSlow(BUNDLE_BYTES);
  private filled = 0;
  private waiting: (Omit<FileRead, 'ids' | 'bundle' | 'highEntropyBytes'> & { offset: number })[] = [];

  constructor(
    private readonly packs: ThreadPacks,
    private readonly read: (file: FileRead) => void,
  ) {}

  /** Room for one small file's bytes; `add` tells how many of them count. */
  room(bytes: number): Buffer {
    if (this.filled + bytes > BUNDLE_BYTES) this.close();
    return this.bytes.subarray(this.filled, this.filled + bytes);
  }

  add(id: number, bytes: number, facts: { mtimeNs?: bigint; changed: boolean }): void {
    this.waiting.push({ id, bytes, offset: this.filled, ...facts });
    this.filled += bytes;
  }

  close(): void {
    const files = this.waiting;
    if (files.length === 0) return;
    const { id, highEntropy } = this.packs.put(this.bytes.subarray(0, this.filled));
    [this.waiting, this.filled] = [[], 0];
    for (const { offset, ...file } of files) {
      const highEntropyBytes = highEntropy ? file.bytes : 0;
      this.read({ ...file, ids: new Uint8Array(0), bundle: { id, offset }, highEntropyBytes });
    }
  }
}
