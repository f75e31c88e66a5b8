const MOST_BYTES_EACH = 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** The newest files only: each is read anew, at a second a file on an Android phone, whenever any message changed. */
const MOST_FILES = 200;

/**
 * Which files of messages are written into the XML itself, whatever phone they are of: the newest 200 of at most 1 MiB each,
 * 64 MiB together.
 */
export class InlineBudget {
  private newest: string[] = [];
  private chosen: ReadonlySet<string> | undefined;
  private left = MOST_BYTES;

  /** Told of every file before any is read, the newest last. `size`: bytes, where it is known beforehand. */
  see(id: string, size = 0n): void {
    if (size > BigInt(MOST_BYTES_EACH)) return;
    this.newest.push(id);
    if (this.newest.length > 2 * MOST_FILES) this.newest.splice(0, MOST_FILES);
  }

  isChosen(id: string): boolean {
    this.chosen ??= new Set(this.newest.slice(-MOST_FILES));
    return this.chosen.has(id);
  }

  /** Bytes that the next file may have. */
  get room(): number {
    return Math.min(this.left, MOST_BYTES_EACH);
  }

  spend(bytes: number): void {
    this.left -= bytes;
  }
}
