import { ContentCutter } from '../chunking/content-cutter.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { StorageError } from '../storage-error.js';
import { Bundle } from './bundle.js';
import { ClaimTable } from './claim-table.js';
import type { ContentParts } from './content-reader.js';
import { ContentIds, readLocalFile } from './content-reader.js';
import type { Answer, FailedWith, FileRead, Order, ThreadData } from './messages.js';
import { SLOT_BYTES } from './messages.js';
import { copyShared } from './shared-copy.js';
import { SpoolGate } from './spool-gate.js';
import { ThreadPacks } from './thread-packs.js';

/** Files told of together: a message each would cost more than a tiny file's reading. */
const TELL_TOGETHER = 256;
const TELL_BYTES = 4 * 1024 * 1024;

/** Reads, cuts, identifies, compresses and seals, one order after another. */
export class Sealing {
  private readonly gate: SpoolGate;
  private readonly parts: ContentParts;
  private readonly slots: Buffer;
  private files: FileRead[] = [];
  private unopened: number[] = [];
  private unsaid = 0;
  /** Of the streamed file whose end has not come. */
  private streamed: ContentIds | undefined;

  constructor(
    data: ThreadData,
    private readonly tell: (answer: Answer) => void,
  ) {
    const { number, key, createdAtMs } = data.epoch;
    const keys = new RepositoryKeys(Buffer.from(data.repositoryId), Buffer.from(data.secret), [
      { number, key: Buffer.from(key), createdAtMs },
    ]);
    this.gate = new SpoolGate(data.gate, data.mostWaiting);
    this.slots = Buffer.from(data.slots);
    const packs = new ThreadPacks(
      keys,
      data.spool,
      data.index,
      data.packBytes,
      new ClaimTable(data.claims),
      (pack) => {
        tell({ type: 'pack', pack });
        this.gate.sealed();
      },
    );
    const read = (file: FileRead): void => {
      this.files.push(file);
      if (this.files.length === TELL_TOGETHER) this.tellFiles(false);
    };
    this.parts = {
      cutter: new ContentCutter(keys.gearTable),
      packs,
      bundle: new Bundle(packs, read),
      read,
      progress: (bytes) => {
        this.unsaid += bytes;
        if (this.unsaid >= TELL_BYTES) this.tellBytes();
      },
      check: () => {
        if (this.gate.stopped) throw new StorageError('cancelled', 'The backup was stopped.');
      },
    };
  }

  obey(order: Order): void {
    switch (order.type) {
      case 'local':
        for (const file of order.files) {
          this.parts.check();
          if (!readLocalFile(this.parts, file)) this.unopened.push(file.id);
        }
        this.endOfFiles();
        return;
      case 'small':
        this.small(order);
        return;
      case 'stream':
        this.stream(order);
        return;
      case 'abandon':
        this.streamed = undefined;
        return;
      case 'flush':
        this.parts.packs.flush();
        this.tell({ type: 'flushed', touched: [...this.parts.packs.touched] });
    }
  }

  /** What was not flushed goes. */
  discard(): void {
    this.parts.packs.discard();
  }

  private small({ slot, files }: Extract<Order, { type: 'small' }>): void {
    const { bundle, read } = this.parts;
    for (const { id, offset, length } of files) {
      const from = slot * SLOT_BYTES + offset;
      if (length === 0) read({ id, ids: new Uint8Array(0), bytes: 0, highEntropyBytes: 0, changed: false });
      else {
        copyShared(this.slots.subarray(from, from + length), bundle.room(length).subarray(0, length));
        bundle.add(id, length, { changed: false });
      }
    }
    this.endOfFiles(slot);
  }

  private stream({ slot, pieces }: Extract<Order, { type: 'stream' }>): void {
    for (const { id, offset, length, ends } of pieces) {
      this.streamed ??= new ContentIds(this.parts);
      this.cut(this.streamed, slot * SLOT_BYTES + offset, length);
      if (ends) this.end(id, this.streamed);
    }
    this.endOfFiles(slot);
  }

  private cut(content: ContentIds, start: number, length: number): void {
    const { cutter } = this.parts;
    const from = this.slots.subarray(start, start + length);
    for (let at = 0; at < length;) {
      const room = cutter.room();
      const copied = Math.min(room.length, length - at);
      copyShared(from.subarray(at, at + copied), room.subarray(0, copied));
      cutter.filled(copied);
      at += copied;
      content.take();
    }
  }

  private end(id: number, content: ContentIds): void {
    this.parts.cutter.end();
    content.take();
    const { bytes, highEntropyBytes, all: ids } = content;
    this.parts.read({ id, ids, bytes, highEntropyBytes, changed: false });
    this.streamed = undefined;
  }

  private endOfFiles(slot?: number): void {
    this.parts.bundle.close();
    this.tellFiles(true, slot);
  }

  private tellBytes(): void {
    if (this.unsaid > 0) this.tell({ type: 'read', bytes: this.unsaid });
    this.unsaid = 0;
  }

  private tellFiles(done: boolean, slot?: number): void {
    this.tellBytes();
    this.tell({ type: 'files', files: this.files, unopened: this.unopened, slot, done });
    [this.files, this.unopened] = [[], []];
  }
}

/** What is told instead of an answer when an order fails. */
export function failureOf(error: unknown): Answer {
  const { message, stack } = error as Error;
  const { code, retryHelps } = error instanceof StorageError ? error : {};
  return { type: 'failed', error: { message, stack, ...(code ? { code, retryHelps } : {}) } as FailedWith };
}
