import type { Category, LeftOut, PhoneSecrets, PushSink, ShownEntry, StagedItem } from '@holdfast/contracts';
import { setImmediate } from 'node:timers/promises';
import type { FileFeed } from '../pipeline/file-feed.js';
import { readContent } from '../snapshots/read-file.js';
import type { BackupRun, RunParts } from './backup-run.js';
import type { FileIntake } from './file-intake.js';
import type { PushedRow } from './pushed-row.js';
import { contentIdOf, entryOfRow, PHONE_ROOT, refused } from './pushed-row.js';
import type { PushedTree } from './pushed-tree.js';
import { isReserved, ShownTree } from './shown-tree.js';

/** To settle closes packs before they are full, so it is done seldom. */
const MOST_WAITING = 10_000;
const MOST_AT_ONCE = 1024;

/**
 * What a phone that drives its own backup may do: a tree in the staging table that begins as the previous snapshot and
 * of which nothing counts before the commit. @throws StorageError `source-refused` for paths that leave the tree
 */
export class StagedSink implements PushSink {
  ended: 'open' | 'committed' | { readonly aborted: string } = 'open';
  private readonly shown: ShownTree;
  private open: { feed: FileFeed } | undefined;
  /** Arranged before the threads told what became of them. */
  private readonly notTold: { readonly id: number; readonly from: string; readonly shown: ShownEntry }[] = [];
  /** A file that was told may lie in a pack that is not full yet, and so is nowhere. */
  private allStored = true;
  /** Rows up to this one are stored, whatever came since: their numbers go down. */
  private storedDownTo = PHONE_ROOT;
  private sinceTurn = 0;

  constructor(
    private readonly parts: RunParts,
    private readonly run: BackupRun,
    private readonly intake: FileIntake,
    private readonly tree: PushedTree,
    previousIsWhole: boolean,
  ) {
    this.shown = new ShownTree(parts.staging, previousIsWhole);
  }

  async begin(
    path: string,
    announcedSize?: bigint,
    category: Category = 'other',
    label?: string,
  ): Promise<void> {
    this.refuseMeanwhile();
    const file = this.newFile(path, announcedSize ?? 0n, category);
    this.open = { feed: this.intake.open(file, label) };
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.open) throw refused();
    await this.open.feed.write(bytes);
  }

  async end(): Promise<void> {
    if (!this.open) throw refused();
    const { feed } = this.open;
    this.open = undefined;
    this.allStored = false;
    await feed.end();
  }

  async mkdir(path: string): Promise<void> {
    this.refuseEnded();
    this.tree.folder(this.tree.segments(path));
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const folder = this.tree.find(path);
    return folder?.kind === 'directory' ? this.tree.list(folder) : [];
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    const row = await this.told(path);
    if (row?.kind !== 'file' || row.content === null) throw refused();
    yield* readContent(this.parts.state.chunks, entryOfRow(row, row.content));
  }

  async move(from: string, to: string): Promise<void> {
    this.refuseMeanwhile();
    const row = this.tree.find(from);
    const target = this.tree.segments(to);
    // Into itself, or over a folder that it lies in and that would go with it.
    if (!row || target.length === 0 || this.isInside(from, to) || this.isInside(to, from)) throw refused();
    this.tree.place(row, this.tree.folder(target.slice(0, -1)), target.at(-1)!);
  }

  async copy(from: string, to: string): Promise<void> {
    this.refuseMeanwhile();
    if (this.isInside(from, to) || this.isInside(to, from)) throw refused();
    await this.settle();
    const row = this.tree.find(from);
    if (!row) throw refused();
    this.copyRow(row, this.tree.segments(to));
  }

  async remove(path: string): Promise<void> {
    this.refuseMeanwhile();
    const row = this.tree.find(path);
    if (!row) return;
    if (this.tree.segments(path).length === 0) throw refused();
    this.tree.remove(row.id);
  }

  async arrange(from: string | undefined, shown: ShownEntry): Promise<boolean> {
    if (this.isLong()) await this.turn();
    if (this.ended !== 'open' || isReserved(shown)) return false;
    if (from === undefined) return shown.kind !== 'file' && this.shown.entry(shown);
    const row = this.tree.find(from);
    if (row?.kind !== 'file' || shown.kind !== 'file' || !this.tree.show(row.id)) return false;
    if (row.content !== null) return this.show(row, from, shown);
    this.notTold.push({ id: row.id, from, shown });
    if (this.notTold.length >= MOST_WAITING) await this.settle();
    return true;
  }

  async contentId(path: string): Promise<Uint8Array | undefined> {
    let row = this.tree.find(path);
    if (row?.kind === 'file' && row.content === null) {
      await this.settle();
      row = this.tree.find(path);
    }
    if (row?.kind !== 'file' || row.content === null) return undefined;
    return contentIdOf(row.content, row);
  }

  async keepMade(path: readonly Uint8Array[], madeOf: Uint8Array): Promise<number> {
    this.refuseMeanwhile();
    // What was arranged a moment ago may stand in its place.
    if (this.notTold.length > 0) await this.settle();
    return this.shown.keepMade(path, madeOf);
  }

  leaveOut(left: LeftOut): void {
    this.run.leaveOut(left);
  }

  async commit(secrets?: PhoneSecrets): Promise<void> {
    this.refuseMeanwhile();
    await this.settle();
    for (const row of this.tree.notShown()) {
      if (this.isLong()) await this.turn();
      if (!this.shown.unarranged(row))
        this.run.leaveOut({ path: row.names, category: 'other', cause: 'name-refused' });
    }
    this.tree.discard();
    this.parts.staging.keepSeen();
    this.shown.dateFolders();
    this.run.secrets = secrets;
    this.ended = 'committed';
  }

  async abort(reason: string): Promise<void> {
    await this.open?.feed.abandon();
    this.open = undefined;
    this.ended = { aborted: reason };
  }

  private show(row: PushedRow, from: string, shown: ShownEntry): boolean {
    const origin = shown.isMade ? null : Buffer.from(this.tree.segments(from).join('/'));
    const became = this.shown.file(row, origin, shown);
    if (became === false) this.tree.hide(row.id);
    else if (became === 'changed') this.run.noteHighEntropy(shown.category, row.entropy);
    return became !== false;
  }

  private isLong(): boolean {
    return (this.sinceTurn += 1) >= MOST_AT_ONCE;
  }

  /** A million files are shown without a byte that is waited for: signals, timers and uploads have their turn. */
  private async turn(): Promise<void> {
    this.sinceTurn = 0;
    await setImmediate();
    this.parts.request.signal?.throwIfAborted();
  }

  private refuseEnded(): void {
    if (this.ended !== 'open') throw refused();
  }

  /** While a file comes its bytes are nowhere yet, so that nothing else is done with the tree. */
  private refuseMeanwhile(): void {
    this.refuseEnded();
    if (this.open) throw refused();
  }

  /** What was handed out can be read back: it was told, and the packs that it lies in are stored. */
  private async settle(): Promise<void> {
    if (this.open) throw refused();
    await this.intake.settle();
    this.allStored = true;
    this.storedDownTo = this.tree.newest;
    for (const { id, from, shown } of this.notTold.splice(0)) {
      const row = this.tree.row(id);
      if (row) this.show(row, from, shown);
    }
  }

  /** A row whose bytes can be read, if it was sent in this run. */
  private async told(path: string): Promise<PushedRow | undefined> {
    const row = this.tree.find(path);
    if (row?.kind !== 'file') return row;
    // So that one can be read also while another comes that is made of it.
    if (row.content !== null && (this.allStored || row.id >= this.storedDownTo)) return row;
    await this.settle();
    return this.tree.find(path);
  }

  private copyRow(row: PushedRow, to: Buffer[]): void {
    if (row.kind === 'directory') {
      this.tree.folder(to);
      for (const child of this.tree.list(row)) this.copyRow(child, [...to, Buffer.from(child.name)]);
      return;
    }
    const made = this.tree.newFile(to, row.size, row.mtimeNs, row.category as Category);
    this.parts.staging.setContent(made.id, row.content!, row.size, row.mtimeNs);
  }

  private newFile(path: string, size: bigint, category: Category) {
    const mtimeNs = BigInt(this.parts.request.now().getTime()) * 1_000_000n;
    return this.tree.newFile(path, size, mtimeNs, category);
  }

  private isInside(from: string, to: string): boolean {
    const [a, b] = [this.tree.segments(from), this.tree.segments(to)];
    return b.length >= a.length && a.every((name, i) => name.equals(b[i]!));
  }
}
