import { PlistError } from './plist-error.js';

/** What a reader takes, since a few bytes can name the same list again and again. */
export interface PlistLimits {
  /** Values in all, keys of dictionaries too where the list is binary, each counted as often as it is named. */
  readonly values?: number;
  /** Lists within lists. */
  readonly depth?: number;
}

const MOST_VALUES = 1_000_000;
const MOST_DEEP = 128;

/** Counts what is read. @throws PlistError */
export class PlistBudget {
  private left: number;
  private deeper: number;

  constructor({ values = MOST_VALUES, depth = MOST_DEEP }: PlistLimits = {}) {
    this.left = values;
    this.deeper = depth;
  }

  take(count = 1): void {
    if ((this.left -= count) < 0) throw new PlistError('The property list holds too many values.');
  }

  enter(): void {
    if ((this.deeper -= 1) < 0) throw new PlistError('The property list is too deep.');
  }

  leave(): void {
    this.deeper += 1;
  }
}
