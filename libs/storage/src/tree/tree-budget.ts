import { damaged } from '../format/damaged.js';
import type { TreeEntry } from './tree-entry.js';

/** A path of Linux holds no more names; a walk keeps a path for each folder on its way. */
export const MAX_DEPTH = 2048;
/** Tree chunks of one folder: 8 GB of names. */
export const MAX_NODES = 262_144;
const MAX_FILES = 1_000_000_000;
/** No phone has as many folders and links. */
const MAX_OTHERS = 10_000_000;

/**
 * What one walk may meet. Whoever knows the repository secret can make a small tree in which folders share folders
 * again and again, so that it unfolds to more names than there are atoms; it ends where no honest backup could be.
 */
export class TreeBudget {
  private filesMet = 0;
  private othersMet = 0;

  /** @param files that the snapshot says it holds, which an honest one never exceeds */
  constructor(
    private readonly files: number = MAX_FILES,
    private readonly others: number = MAX_OTHERS,
  ) {}

  /** @param depth names in the entry's path. @throws StorageError `object-altered` */
  count({ kind }: TreeEntry, depth: number): void {
    if (kind === 'file') this.filesMet += 1;
    else this.othersMet += 1;
    if (depth > MAX_DEPTH) throw damaged('A snapshot (its folders never end)');
    if (this.filesMet > this.files || this.othersMet > this.others)
      throw damaged('A snapshot (its folders hold more than it says)');
  }
}
