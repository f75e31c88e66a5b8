import type { Category, CauseClass, LeftOut } from '@holdfast/contracts';

const CAUSE: CauseClass = 'unreadable';
/** Beyond it they are told at once, under the phone's own path. */
const MOST_KEPT = 50_000;
const PENDING = 'Snapshot/';
const MOST_SEGMENTS = 64;

/**
 * Files that the phone could not read on itself, until it is known where a person sees them. `path` is where it would have
 * been stored.
 */
export class UnreadableFiles {
  private readonly labels = new Map<string, string>();

  constructor(private readonly leaveOut: (left: LeftOut) => void) {}

  add(path: string, label: string): void {
    if (this.labels.size < MOST_KEPT) this.labels.set(inPlace(path), label);
    else this.leaveOut(leftOut(label));
  }

  /** It came after all. */
  forget(path: string): void {
    if (this.labels.size > 0) this.labels.delete(inPlace(path));
  }

  /** Whether this stored file is one of them; then it is told by whoever asks. */
  take(path: string): boolean {
    return this.labels.delete(path);
  }

  /** Tells of those that nobody took. */
  tell(): void {
    for (const label of this.labels.values()) this.leaveOut(leftOut(label));
    this.labels.clear();
  }
}

const inPlace = (path: string): string => (path.startsWith(PENDING) ? path.slice(PENDING.length) : path);

function leftOut(label: string): LeftOut {
  const names = label.split('/').filter((name) => name !== '' && name !== '.' && name !== '..');
  const category: Category = label.includes('/Media/DCIM/') ? 'photos' : 'other';
  return { path: names.slice(0, MOST_SEGMENTS).map((name) => Buffer.from(name)), category, cause: CAUSE };
}
