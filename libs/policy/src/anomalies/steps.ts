import {
  type ChangeShares,
  ofCategory,
  ofPeople,
  sharesOf,
  type SnapshotFigures,
} from './snapshot-figures.js';

/** A snapshot beside the one before it. */
export interface Step extends ChangeShares {
  /** What had to be sent, as a share of the bytes that were there. */
  readonly newData: number;
}

/** From snapshot to snapshot, of one category or of all that people make; each is computed when it is looked at. */
export class Steps {
  private readonly known = new Map<number, Step | undefined>();

  /** Oldest first. */
  constructor(
    private readonly snapshots: readonly SnapshotFigures[],
    private readonly category: string | undefined,
  ) {}

  get last(): Step | undefined {
    return this.step(this.snapshots.length - 1);
  }

  /** How many files there were before the last step. */
  get filesBefore(): number {
    return this.figures(this.snapshots.length - 2)?.files ?? 0;
  }

  /** The last so many. */
  newest(count: number): Step[] {
    return this.between(Math.max(this.snapshots.length - count, 1), this.snapshots.length);
  }

  /** All but the last so many. */
  before(count: number): Step[] {
    return this.between(1, this.snapshots.length - count);
  }

  private between(from: number, to: number): Step[] {
    const steps: Step[] = [];
    for (let index = from; index < to; index++) {
      const step = this.step(index);
      if (step) steps.push(step);
    }
    return steps;
  }

  private figures(index: number) {
    const snapshot = this.snapshots[index];
    if (!snapshot) return undefined;
    return this.category === undefined ? ofPeople(snapshot) : ofCategory(snapshot, this.category);
  }

  private step(index: number): Step | undefined {
    if (!this.known.has(index)) this.known.set(index, this.make(index));
    return this.known.get(index);
  }

  private make(index: number): Step | undefined {
    const now = this.figures(index);
    const before = this.figures(index - 1);
    const snapshot = this.snapshots[index];
    if (!now || !before || !snapshot) return undefined;
    const sent = Math.max(snapshot.storedBytes - this.expectedOfOthers(snapshot), 0);
    return { ...sharesOf(now, before), newData: sent / Math.max(before.bytes, 1) };
  }

  /** What the other categories will have had to send: what was sent is told of all of them together. */
  private expectedOfOthers(snapshot: SnapshotFigures): number {
    if (this.category === undefined) return 0;
    let bytes = 0;
    for (const one of snapshot.categories) {
      if (one.category === this.category) continue;
      bytes += ((one.added + one.changed) * one.bytes) / Math.max(one.files, 1);
    }
    return bytes;
  }
}
