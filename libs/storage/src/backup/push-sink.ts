import type { Category, LeftOut, PushSink, ShownEntry, StagedItem } from '@holdfast/contracts';
import type { FileFeed } from '../pipeline/file-feed.js';
import { readContent } from '../snapshots/read-file.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import type { RunParts } from './backup-run.js';
import type { FileIntake } from './file-intake.js';
import type { FileToRead } from './staging.js';
import type { StagedRow } from './staged-paths.js';
import { contentOfRow, refused, StagedPaths } from './staged-paths.js';

/**
 * What a phone that drives its own backup may do: a tree in the staging table that begins as the previous snapshot and
 * of which nothing counts before the commit. @throws StorageError `source-refused` for paths that leave the tree
 */
export class StagedSink implements PushSink {
  ended: 'open' | 'committed' | { readonly aborted: string } = 'open';
  private readonly paths: StagedPaths;
  private open: { feed: FileFeed } | undefined;

  constructor(
    private readonly parts: RunParts,
    private readonly intake: FileIntake,
  ) {
    this.paths = new StagedPaths(parts.staging);
  }

  async begin(path: string, announcedSize?: bigint, category: Category = 'other'): Promise<void> {
    if (this.open || this.ended !== 'open') throw refused();
    const file = this.newFile(path, announcedSize ?? 0n, category);
    this.open = { feed: this.intake.open(file) };
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.open) throw refused();
    await this.open.feed.write(bytes);
  }

  async end(): Promise<void> {
    if (!this.open) throw refused();
    const { feed } = this.open;
    this.open = undefined;
    await feed.end();
  }

  async mkdir(path: string): Promise<void> {
    this.folder(this.paths.segments(path));
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const folder = this.paths.find(path);
    return folder?.kind === 'directory' ? this.paths.list(folder) : [];
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    let row = this.paths.find(path);
    if (row?.kind === 'file' && row.content === null) {
      await this.intake.settle();
      row = this.paths.find(path);
    }
    if (row?.kind !== 'file' || row.content === null) throw refused();
    yield* readContent(this.parts.state.chunks, entryOf(row, row.content));
  }

  async move(from: string, to: string): Promise<void> {
    const row = this.paths.find(from);
    const target = this.paths.segments(to);
    if (!row || target.length === 0 || this.isInside(from, to)) throw refused();
    this.paths.place(row.id, this.folder(target.slice(0, -1)), target.at(-1)!);
  }

  async copy(from: string, to: string): Promise<void> {
    if (this.isInside(from, to)) throw refused();
    await this.intake.settle();
    const row = this.paths.find(from);
    if (!row) throw refused();
    await this.copyRow(row, this.paths.segments(to));
  }

  async remove(path: string): Promise<void> {
    const row = this.paths.find(path);
    if (!row) return;
    if (this.paths.segments(path).length === 0) throw refused();
    this.paths.remove(row.id);
  }

  async arrange(_from: string | undefined, _shown: ShownEntry): Promise<boolean> {
    return false;
  }

  leaveOut(_left: LeftOut): void {}

  async commit(): Promise<void> {
    if (this.open || this.ended !== 'open') throw refused();
    await this.intake.settle();
    this.paths.measureDepths();
    this.ended = 'committed';
  }

  async abort(reason: string): Promise<void> {
    await this.open?.feed.abandon();
    this.open = undefined;
    this.ended = { aborted: reason };
  }

  private async copyRow(row: StagedRow, to: Buffer[]): Promise<void> {
    if (row.kind === 'directory') {
      this.folder(to);
      for (const child of this.paths.list(row)) await this.copyRow(child, [...to, Buffer.from(child.name)]);
      return;
    }
    const made = this.newFile(to, row.size, row.category as Category);
    this.parts.staging.setContent(made.id, row.content!, row.size, row.mtimeNs);
  }

  /** A file without contents yet, over whatever stood there; the folders above it are made. */
  private newFile(path: string | Buffer[], size: bigint, category: Category): FileToRead {
    const names = typeof path === 'string' ? this.paths.segments(path) : path;
    const parent = this.folder(names.slice(0, -1));
    const mtimeNs = BigInt(this.parts.request.now().getTime()) * 1_000_000n;
    const entry = { path: names, kind: 'file' as const, size, mtimeNs, category, ref: '' };
    const before = this.parts.staging.row(parent, names.at(-1) ?? Buffer.alloc(0));
    if (before?.kind === 'directory') this.paths.remove(before.id);
    if (names.length === 0 || !this.parts.staging.add(entry, false)) throw refused();
    const row = this.parts.staging.row(parent, names.at(-1)!)!;
    return { id: row.id, entry, folder: parent, known: row.known, old: undefined };
  }

  private folder(names: readonly Buffer[]): number {
    const id = this.parts.staging.folderOf(names);
    if (id === undefined) throw refused();
    return id;
  }

  private isInside(from: string, to: string): boolean {
    const [a, b] = [this.paths.segments(from), this.paths.segments(to)];
    return b.length >= a.length && a.every((name, i) => name.equals(b[i]!));
  }
}

function entryOf(row: StagedRow, content: Uint8Array): TreeEntry {
  const { size, mtimeNs, category } = row;
  return {
    name: Buffer.alloc(0),
    kind: 'file',
    size,
    mtimeNs,
    mode: undefined,
    category,
    ...contentOfRow(content),
  };
}
