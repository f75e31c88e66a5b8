/** 16 bytes of an id: 128 bits of a keyed digest, which nobody without the secret can make meet. */
const ID_WORDS = 4;
const SLOT_WORDS = ID_WORDS + 1;
const [EMPTY, WRITING, WRITTEN] = [0, 1, 2];
/** A terabyte of photos in one run; beyond it a chunk that comes twice is stored twice, which harms nothing. */
const MOST_SLOTS = 2 ** 20;

/**
 * Which new chunks of a run are somebody's already: open addressing in shared memory, so that two threads never seal
 * the same chunk. A slot is `state u32 ‖ first 16 bytes of the id`; 20 MiB at the very most.
 */
export class ClaimTable {
  private readonly words: Int32Array;
  private readonly slots: number;
  private filled = 0;

  constructor(readonly memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory);
    this.slots = this.words.length / SLOT_WORDS;
  }

  /** @param chunks how many are expected; twice as many have room */
  static forChunks(chunks: number): ClaimTable {
    const slots = Math.min(MOST_SLOTS, 2 ** Math.ceil(Math.log2(Math.max(1024, chunks * 2))));
    return new ClaimTable(new SharedArrayBuffer(slots * SLOT_WORDS * 4));
  }

  /** True for the first caller with this id, in whichever thread; that caller stores the chunk. */
  claim(id: Buffer): boolean {
    const words = [0, 4, 8, 12].map((at) => id.readInt32LE(at));
    if (this.filled > this.slots * 0.8) return true;
    for (let slot = id.readUInt32LE(16) % this.slots, tried = 0; tried < this.slots; tried++) {
      const at = slot * SLOT_WORDS;
      if (Atomics.compareExchange(this.words, at, EMPTY, WRITING) === EMPTY) {
        words.forEach((word, i) => Atomics.store(this.words, at + 1 + i, word));
        Atomics.store(this.words, at, WRITTEN);
        this.filled += 1;
        return true;
      }
      while (Atomics.load(this.words, at) !== WRITTEN);
      if (words.every((word, i) => Atomics.load(this.words, at + 1 + i) === word)) return false;
      slot = (slot + 1) % this.slots;
    }
    return true;
  }
}
