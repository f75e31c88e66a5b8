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
  private streamed: { id: number; content: ContentIds } | undefined;

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
      if (this.files.length === TELL_TOGETHER) this.tellFiles();
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
      case 'begin':
        this.streamed = { id: order.id, content: new ContentIds(this.parts) };
        return;
      case 'bytes':
        this.bytes(order.slot, order.length);
        return;
      case 'end':
        this.end();
        return;
      case 'abandon':
        this.streamed = undefined;
        this.endOfFiles();
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
    this.tell({ type: 'free', slot });
    this.endOfFiles();
  }

  private bytes(slot: number, length: number): void {
    const { cutter } = this.parts;
    const from = this.slots.subarray(slot * SLOT_BYTES, slot * SLOT_BYTES + length);
    for (let at = 0; at < length;) {
      const room = cutter.room();
      const copied = Math.min(room.length, length - at);
      copyShared(from.subarray(at, at + copied), room.subarray(0, copied));
      cutter.filled(copied);
      at += copied;
      this.streamed!.content.take();
    }
    this.tell({ type: 'free', slot });
  }

  private end(): void {
    const { id, content } = this.streamed!;
    this.parts.cutter.end();
    content.take();
    const { bytes, highEntropyBytes, all: ids } = content;
    this.parts.read({ id, ids, bytes, highEntropyBytes, changed: false });
    this.streamed = undefined;
    this.endOfFiles();
  }

  private endOfFiles(): void {
    this.parts.bundle.close();
    this.tellFiles();
    this.tell({ type: 'done' });
  }

  private tellBytes(): void {
    if (this.unsaid > 0) this.tell({ type: 'read', bytes: this.unsaid });
    this.unsaid = 0;
  }

  private tellFiles(): void {
    this.tellBytes();
    this.tell({ type: 'files', files: this.files, unopened: this.unopened });
    [this.files, this.unopened] = [[], []];
  }
}

/** What is told instead of an answer when an order fails. */
export function failureOf(error: unknown): Answer {
  const { message, stack } = error as Error;
  const { code, retryHelps } = error instanceof StorageError ? error : {};
  return { type: 'failed', error: { message, stack, ...(code ? { code, retryHelps } : {}) } as FailedWith };
}
