import { isStillShared, memoryOf, parentOf, processes } from './proc.mjs';

/**
 * Follows a process and all that it starts. `look()` is called again and again; `peakBytes` is the highest sum, over the
 * processes that were alive at one look, of the most memory that each ever had. So a process that peaks between two
 * looks is seen in full at the next one.
 *
 * Not seen: what a process grew by after the last look of its life, a process that no two looks met, and one that still
 * shares what it holds with its parent, which forked it (it would count twice). Two processes that peak one after
 * the other are added as if at once: there the figure errs upwards. Pages of a program file that several processes run (a
 * wrapper and what it wraps) are in memory once and count once, with the process that has most of them.
 */
export class TreePeak {
  /** Each with whether an earlier look met it with contents of its own. */
  #members;
  /** Processes looked at before; only new ones are asked for their parent. */
  #known = new Set();
  peakBytes = 0;

  constructor(root) {
    this.#members = new Map([[root, true]]);
    this.look();
  }

  look() {
    this.#takeIn(processes().filter((pid) => !this.#known.has(pid)));
    let sum = 0;
    const shared = new Map();
    for (const [pid, isSettled] of this.#members) {
      if (!isSettled) {
        this.#members.set(pid, !isStillShared(pid));
        continue;
      }
      const memory = memoryOf(pid);
      if (memory === undefined) {
        this.#members.delete(pid);
        continue;
      }
      const counted = shared.get(memory.program) ?? 0;
      shared.set(memory.program, Math.max(counted, memory.fileBytes));
      sum += memory.mostBytes - Math.min(counted, memory.fileBytes);
    }
    this.peakBytes = Math.max(this.peakBytes, sum);
  }

  #takeIn(fresh) {
    for (const pid of fresh) {
      this.#known.add(pid);
      if (this.#members.has(parentOf(pid))) this.#members.set(pid, false);
    }
  }
}
