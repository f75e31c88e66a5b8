const MIB = 1024 ** 2;
const FIELDS = ['wallSeconds', 'cpuSeconds', 'peakMiB', 'storedBytes', 'addedBytes'];

/** The middle of a list of numbers; of two middle ones, what lies between them. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Everything that was measured, and what failed. */
export class Results {
  #runs = new Map();
  /** Sentences for a person: each names what could not be measured, and why. */
  failures = [];
  #failed = new Set();

  /**
   * Notes one run: `tool` is a program, or a way of running ours.
   * @param {string} leg
   * @param {string} tool
   * @param {string} operation
   * @param {{ wallSeconds: number, cpuSeconds: number, peakBytes: number, storedBytes?: number, addedBytes?: number }} run
   */
  add(leg, tool, operation, { wallSeconds, cpuSeconds, peakBytes, storedBytes, addedBytes }) {
    const key = `${leg} ${tool} ${operation}`;
    const run = { wallSeconds, cpuSeconds, peakMiB: peakBytes / MIB, storedBytes, addedBytes };
    this.#runs.set(key, [...(this.#runs.get(key) ?? []), run]);
  }

  /** From then on nothing of this tool in this leg counts: a median of what happened to work says nothing. */
  fail(leg, tool, message) {
    this.failures.push(message);
    this.#failed.add(`${leg} ${tool}`);
  }

  /** A leg was cut off: none of its tools has been measured as was asked. */
  failLeg(leg, message) {
    this.failures.push(message);
    for (const key of this.#runs.keys()) if (key.startsWith(`${leg} `)) this.#runs.delete(key);
  }

  hasFailed = (leg, tool) => this.#failed.has(`${leg} ${tool}`);

  /** The medians over the rounds, with the number of rounds; undefined where nothing was measured. */
  of(leg, tool, operation) {
    const runs = this.#runs.get(`${leg} ${tool} ${operation}`);
    if (runs === undefined || this.hasFailed(leg, tool)) return undefined;
    const known = FIELDS.filter((field) => runs[0][field] !== undefined);
    const medians = known.map((field) => [field, rounded(median(runs.map((run) => run[field])))]);
    return { ...Object.fromEntries(medians), rounds: runs.length };
  }

  /** All medians: leg → tool → operation. */
  all() {
    const tree = {};
    for (const key of this.#runs.keys()) {
      const [leg, tool, operation] = key.split(' ');
      const found = this.of(leg, tool, operation);
      if (found !== undefined) ((tree[leg] ??= {})[tool] ??= {})[operation] = found;
    }
    return tree;
  }
}

/** Three places: more would claim what no clock here can hold. */
export const rounded = (value) => Math.round(value * 1000) / 1000;
