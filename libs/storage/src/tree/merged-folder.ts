import type { GetTreeChunk, IdList } from './id-list.js';
import { damaged } from '../format/damaged.js';
import { eachId } from './id-list.js';
import { MAX_NODES } from './tree-budget.js';
import type { TreeEntry } from './tree-entry.js';
import { decodeNode } from './tree-entry.js';

/** One state of a folder, and which of the trees that are read together have it so, by number. */
export interface FolderState {
  readonly ids: IdList;
  readonly trees: readonly number[];
}

/** An entry as it stands in a node chunk, and the trees that share this chunk. */
export interface SharedEntry {
  readonly entry: TreeEntry;
  readonly trees: readonly number[];
}

export interface MergeOptions {
  /** Told of a part that cannot be read, with the trees that it is of; the rest still comes. May throw to end it all. */
  readonly damaged: (trees: readonly number[], error: unknown) => void;
  /** Passes over chunks that all states have, unread: what is in them differs nowhere. */
  readonly onlyDifferences?: boolean;
}

interface State {
  readonly ids: AsyncGenerator<Buffer>;
  readonly trees: readonly number[];
}

interface Chunk {
  readonly id: Buffer;
  readonly states: State[];
  /** Undefined until it is read. */
  entries?: Generator<TreeEntry, undefined>;
  head?: TreeEntry;
  /** Set when the first entry is taken: until then a state that comes to it still has all of it before itself. */
  trees?: readonly number[];
}

/**
 * Several states of one folder read as one, name by name. A node chunk that states share is read once, whoever gets to
 * it first: chunks are cut at names and sorted, so the others get to it before its first name is due. Holds one open
 * chunk for each state that differs there.
 */
export class MergedFolder {
  private readonly open: Chunk[] = [];
  private readonly atBoundary: State[];
  private last: Buffer | undefined;

  constructor(
    private readonly folders: readonly FolderState[],
    private readonly get: GetTreeChunk,
    private readonly options: MergeOptions,
  ) {
    this.atBoundary = folders.map(({ ids, trees }) => ({
      ids: eachId(ids, get, undefined, MAX_NODES),
      trees,
    }));
  }

  /** The entries of the next name in byte order, or undefined at the end. @throws what is not damage */
  async next(): Promise<SharedEntry[] | undefined> {
    while (this.atBoundary.length > 0) await this.refill();
    let least: TreeEntry | undefined;
    for (const { head } of this.open) if (!least || Buffer.compare(head!.name, least.name) < 0) least = head!;
    if (!least) return undefined;
    if (this.last && Buffer.compare(this.last, least.name) >= 0) return this.outOfOrder(least.name);
    this.last = least.name;
    const held: SharedEntry[] = [];
    for (const chunk of [...this.open]) {
      const entry = chunk.head!;
      if (entry !== least && !entry.name.equals(least.name)) continue;
      held.push({ entry, trees: (chunk.trees ??= treesOf(chunk)) });
      this.advance(chunk);
    }
    return held;
  }

  /** States that go back to an earlier name end there: they could do so for ever. */
  private outOfOrder(name: Buffer): Promise<SharedEntry[] | undefined> {
    for (const chunk of this.open.filter(({ head }) => head!.name.equals(name))) {
      this.open.splice(this.open.indexOf(chunk), 1);
      this.options.damaged(treesOf(chunk), damaged('A folder of a snapshot'));
    }
    return this.next();
  }

  /** Gives each state that stands between two chunks its next one, then reads those that nobody has read. */
  private async refill(): Promise<void> {
    for (let state = this.atBoundary.pop(); state; state = this.atBoundary.pop()) {
      const id = await this.nextId(state);
      if (!id) continue;
      const shared = this.open.find((chunk) => !chunk.trees && chunk.id.equals(id));
      if (shared) shared.states.push(state);
      else this.open.push({ id, states: [state] });
    }
    for (const chunk of this.open.filter(({ entries }) => !entries)) {
      if (this.options.onlyDifferences && chunk.states.length === this.folders.length) this.leave(chunk);
      else await this.read(chunk);
    }
  }

  private async nextId(state: State): Promise<Buffer | undefined> {
    try {
      return (await state.ids.next()).value as Buffer | undefined;
    } catch (error) {
      this.options.damaged(state.trees, error);
      return undefined;
    }
  }

  private async read(chunk: Chunk): Promise<void> {
    try {
      chunk.entries = decodeNode(await this.get(chunk.id));
    } catch (error) {
      this.leave(chunk);
      this.options.damaged(treesOf(chunk), error);
      return;
    }
    this.advance(chunk);
  }

  private advance(chunk: Chunk): void {
    try {
      const next = chunk.entries!.next();
      if (!next.done) {
        chunk.head = next.value;
        return;
      }
    } catch (error) {
      this.options.damaged(treesOf(chunk), error);
    }
    this.leave(chunk);
  }

  /** Its states go on to their next chunks. */
  private leave(chunk: Chunk): void {
    this.open.splice(this.open.indexOf(chunk), 1);
    this.atBoundary.push(...chunk.states);
  }
}

function treesOf({ states }: Chunk): readonly number[] {
  return states.length === 1 ? states[0]!.trees : states.flatMap(({ trees }) => trees);
}
