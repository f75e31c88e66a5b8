import type { Layer, PhoneEntry, PhoneFile } from './phone-entry.js';

/** A layer whose root is a folder deeper in the tree that it is laid into. */
export class MountedLayer implements Layer {
  constructor(
    private readonly at: readonly string[],
    private readonly layer: Layer,
  ) {}

  async stat(below: readonly string[]): Promise<PhoneEntry | undefined> {
    const inside = this.inside(below);
    if (inside !== undefined) return this.layer.stat(inside);
    return this.leadsThere(below) ? this.layer.stat([]) : undefined;
  }

  async names(below: readonly string[]): Promise<Iterable<string> | undefined> {
    const inside = this.inside(below);
    if (inside !== undefined) return this.layer.names(inside);
    return this.leadsThere(below) && (await this.layer.stat([])) !== undefined
      ? [this.at[below.length] ?? '']
      : undefined;
  }

  async open(below: readonly string[]): Promise<PhoneFile | undefined> {
    const inside = this.inside(below);
    return inside === undefined ? undefined : this.layer.open(inside);
  }

  private inside(below: readonly string[]): readonly string[] | undefined {
    return this.at.every((name, depth) => below[depth] === name) ? below.slice(this.at.length) : undefined;
  }

  private leadsThere(below: readonly string[]): boolean {
    return below.length < this.at.length && below.every((name, depth) => this.at[depth] === name);
  }
}

/** The files of a layer without its folders: laid first, so that a million of them are found without looking on disk. */
export class FilesLayer implements Layer {
  constructor(private readonly layer: Layer) {}

  async stat(below: readonly string[]): Promise<PhoneEntry | undefined> {
    const found = await this.layer.stat(below);
    return found?.kind === 'directory' ? undefined : found;
  }

  names(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  open(below: readonly string[]): Promise<PhoneFile | undefined> {
    return this.layer.open(below);
  }
}

/** Layers over each other: of what several hold, the first one's is seen; folders show the names of all. */
export class LayeredTree implements Layer {
  constructor(private readonly layers: readonly Layer[]) {}

  async stat(below: readonly string[]): Promise<PhoneEntry | undefined> {
    for (const layer of this.layers) {
      const found = await layer.stat(below);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Names that two layers hold come once, but for a layer that itself names one twice. */
  async names(below: readonly string[]): Promise<Iterable<string> | undefined> {
    const lists: Iterable<string>[] = [];
    for (const layer of this.layers) {
      const names = await layer.names(below);
      if (names !== undefined) lists.push(names);
    }
    return lists.length < 2 ? lists[0] : once(lists);
  }

  async open(below: readonly string[]): Promise<PhoneFile | undefined> {
    for (const layer of this.layers) {
      if ((await layer.stat(below)) !== undefined) return layer.open(below);
    }
    return undefined;
  }
}

function* once(lists: readonly Iterable<string>[]): Generator<string> {
  const seen = new Set<string>();
  for (const [at, names] of lists.entries()) {
    for (const name of names) {
      if (seen.has(name)) continue;
      yield name;
      if (at + 1 < lists.length) seen.add(name);
    }
  }
}
