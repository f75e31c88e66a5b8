import type { Selection } from '../repository/repository.js';
import type { Walked } from '../tree/walk-tree.js';
import { snapshotEntry } from './snapshot-entry.js';

/** A selection on its way through a walk that comes to parents before their children. Without one all is wanted. */
export class SelectionWalk {
  /** What is wanted at each depth of the folder that the walk is in. */
  private readonly levels: (Selection | undefined)[] = [];

  /** @param base where the walk begins; the selection itself begins at the top of the snapshot */
  constructor(
    private readonly select: Selection | undefined,
    base: readonly Uint8Array[],
  ) {
    this.levels[0] = select;
    base.forEach((name, depth) => (this.levels[depth + 1] = this.levels[depth]?.below(name)));
  }

  takes(walked: Walked): boolean {
    if (this.select === undefined) return true;
    return this.levels[walked.path.length - 1]?.takes(snapshotEntry(walked)) ?? false;
  }

  /** Asked of each folder before what lies in it. */
  enters({ path }: Walked): boolean {
    if (this.select === undefined) return true;
    const below = this.levels[path.length - 1]?.below(path.at(-1)!);
    this.levels[path.length] = below;
    return below !== undefined;
  }
}
