import { StorageError } from '../storage-error.js';
import type { Answer, FailedWith, Order, ThreadData } from './messages.js';
import { SLOT_BYTES, SLOTS } from './messages.js';
import type { MakeSealingPlace, SealingPlace } from './sealing-place.js';

/** A MiB that the thread reads from, and its number. */
export interface Slot {
  readonly slot: number;
  readonly bytes: Buffer;
}

/** One sealing thread as the pipeline sees it: orders that wait, and slots for streamed bytes. */
export class SealingWorker {
  /** Orders not done yet that end with `done`. */
  waiting = 0;
  private readonly slots: Buffer;
  private readonly free: number[] = Array.from({ length: SLOTS }, (_, slot) => slot);
  private slotWanted: (() => void) | undefined;
  private readonly place: SealingPlace;

  constructor(
    data: Omit<ThreadData, 'slots'>,
    answered: (answer: Answer, worker: SealingWorker) => void,
    failed: (error: unknown) => void,
    make: MakeSealingPlace,
  ) {
    const slots = new SharedArrayBuffer(SLOTS * SLOT_BYTES);
    this.slots = Buffer.from(slots);
    const heard = (answer: Answer): void => {
      if (answer.type === 'failed') {
        failed(errorOf(answer.error));
        this.endWaiting();
        return;
      }
      if (answer.type === 'files') {
        if (answer.done) this.waiting -= 1;
        if (answer.slot !== undefined) this.giveBack(answer.slot);
      }
      answered(answer, this);
    };
    const threadData: ThreadData = { ...data, slots };
    this.place = make(threadData, heard, failed);
  }

  send(order: Order): void {
    this.place.send(order);
  }

  /** A slot to fill; waits for the thread to empty one. */
  async slot(): Promise<Slot> {
    for (;;) {
      const slot = this.freeSlot();
      if (slot) return slot;
      await new Promise<void>((resolve) => (this.slotWanted = resolve));
    }
  }

  freeSlot(): Slot | undefined {
    const slot = this.free.pop();
    if (slot === undefined) return undefined;
    return { slot, bytes: this.slots.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES) };
  }

  private giveBack(slot: number): void {
    this.free.push(slot);
    this.slotWanted?.();
  }

  async stop(): Promise<void> {
    await this.place.end();
    this.endWaiting();
  }

  /** Nobody waits for a slot of a thread that has ended or failed: whoever gets this one is told why at once. */
  private endWaiting(): void {
    this.giveBack(0);
  }
}

function errorOf({ code, message, retryHelps, stack }: FailedWith): Error {
  if (code) return new StorageError(code, message, { retryHelps: retryHelps ?? false });
  const error = new Error(message);
  if (stack) error.stack = stack;
  return error;
}
