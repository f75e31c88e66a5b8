import { BUNDLE_BYTES, SLOT_BYTES } from './messages.js';
import { copyShared } from './shared-copy.js';
import type { SealingWorker, Slot } from './sealing-worker.js';

/** Takes the bytes of one streamed file. */
export interface FileFeed {
  /**
   * Copies them; a promise only while the thread is behind, which slows the phone down instead of filling memory. A
   * promise for each piece of 64 KiB would be a tenth of what streaming costs.
   */
  write(bytes: Uint8Array): Promise<void> | undefined;
  end(): Promise<void>;
  /** The stream broke off: what was cut stays stored, the file is not told of. */
  abandon(): Promise<void>;
}

/** Pumps a stream into a thread's slots, a message a MiB. */
export function streamFeed(worker: SealingWorker, id: number, check: () => void): FileFeed {
  let open: Slot | undefined;
  let filled = 0;
  worker.send({ type: 'begin', id });
  const flush = (): void => {
    if (!open) return;
    worker.send({ type: 'bytes', slot: open.slot, length: filled });
    [open, filled] = [undefined, 0];
  };
  const write = (bytes: Uint8Array): Promise<void> | undefined => {
    check();
    for (let at = 0; at < bytes.length;) {
      open ??= worker.freeSlot();
      if (!open) return writeLater(bytes.subarray(at));
      const part =
        at === 0 && bytes.length <= SLOT_BYTES - filled
          ? bytes
          : bytes.subarray(at, at + SLOT_BYTES - filled);
      copyShared(part, open.bytes.subarray(filled, filled + part.length));
      filled += part.length;
      at += part.length;
      if (filled === SLOT_BYTES) flush();
    }
    return undefined;
  };
  const writeLater = async (bytes: Uint8Array): Promise<void> => {
    open = await worker.slot();
    await write(bytes);
  };
  return {
    write,
    async end() {
      check();
      flush();
      worker.send({ type: 'end' });
    },
    async abandon() {
      if (open) worker.giveBack(open.slot);
      worker.send({ type: 'abandon' });
    },
  };
}

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
      await this.flush();
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

  async flush(): Promise<void> {
    if (!this.target) return;
    const { worker, slot } = this.target;
    worker.send({ type: 'small', slot, files: this.files });
    [this.target, this.files, this.filled] = [undefined, [], 0];
  }
}
