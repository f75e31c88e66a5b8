import { BUNDLE_BYTES } from './messages.js';
import type { SealingWorker } from './sealing-worker.js';
import { copyShared } from './shared-copy.js';

/** A folder's end closes a bundle from this size on, so that bundles of equal folders are equal. */
export const BUNDLE_FOLDER_BYTES = 64 * 1024;
export const MOST_SMALL_FILES = 1024;

/** Small streamed files gathered in one slot, so that a tiny file costs no message of its own. */
export class SmallFiles {
  private files: { id: number; offset: number; length: number }[] = [];
  private target: { worker: SealingWorker; slot: number; bytes: Buffer } | undefined;
  private filled = 0;
  private folder = 0;

  constructor(private readonly worker: () => Promise<SealingWorker>) {}

  async add(id: number, bytes: Uint8Array, folder: number): Promise<void> {
    const folderEnds = folder !== this.folder && this.filled >= BUNDLE_FOLDER_BYTES;
    if (folderEnds || this.filled + bytes.length > BUNDLE_BYTES || this.files.length >= MOST_SMALL_FILES)
      this.flush();
    this.folder = folder;
    if (!this.target) {
      const worker = await this.worker();
      worker.waiting += 1;
      this.target = { worker, ...(await worker.slot()) };
    }
    copyShared(bytes, this.target.bytes.subarray(this.filled, this.filled + bytes.length));
    this.files.push({ id, offset: this.filled, length: bytes.length });
    this.filled += bytes.length;
  }

  flush(): void {
    if (!this.target) return;
    const { worker, slot } = this.target;
    worker.send({ type: 'small', slot, files: this.files });
    [this.target, this.files, this.filled] = [undefined, [], 0];
  }
}
