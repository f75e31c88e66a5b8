import { closeSync } from 'node:fs';
import { objectName } from '../format/object-name.js';
import { OpeningPool } from '../opening/opening-pool.js';
import { PackOpener } from '../opening/pack-opener.js';
import type { PackOrder, PackWritten } from '../opening/pack-order.js';
import { inParallel } from '../in-parallel.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { StorageError } from '../storage-error.js';
import { exactTimes } from '../target/exact-times.js';
import type { Failure, FileOrder, Piece } from '../target/file-order.js';
import { failureOf } from '../target/file-order.js';
import { finishPart, openPart, removePart } from '../target/file-parts.js';
import type { TargetFolder } from '../target/target-folder.js';
import { openInPlace } from './open-in-place.js';
import type { PlannedFile, PlannedPiece, RestorePlan } from './restore-plan.js';
import type { SealedContents } from './sealed-contents.js';

/** Below this, starting threads costs more than they save. */
const INLINE_BYTES = 32 * 1024 * 1024;
/** Of one pack at a time: what a thread is told of each takes a kilobyte. */
const MOST_PIECES = 4096;
/** Of what a phone sealed, while they are opened: each takes a descriptor, of which a program may have 256. */
const MOST_OPENED = 4;

export interface DeliveryParts {
  readonly state: OpenState;
  readonly plan: RestorePlan;
  readonly target: TargetFolder;
  readonly place: string;
  readonly signal: AbortSignal | undefined;
  readonly sealed: SealedContents | undefined;
  readonly written: (bytes: number) => void;
  readonly fileDone: (file: PlannedFile) => void;
  readonly failed: (file: PlannedFile, failure: Failure) => void;
}

/** Fetches each pack of a plan once, a few at a time, and has its chunks opened and written where they belong. */
export class PackDelivery {
  private readonly pool: OpeningPool | undefined;
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | undefined;

  constructor(private readonly parts: DeliveryParts) {
    const { plan, state, place } = parts;
    if (plan.bytes >= INLINE_BYTES) this.pool = new OpeningPool(state.keys, place);
  }

  async run(): Promise<void> {
    const { plan, signal } = this.parts;
    try {
      // What a damaged pack did not deliver is planned anew for another, which may lie before it.
      for (let first = plan.nextPack(0); first !== undefined; first = plan.nextPack(0)) {
        for (let pack: number | undefined = first; pack !== undefined; pack = plan.nextPack(pack)) {
          if (signal?.aborted || this.failure) break;
          this.start(pack);
          while (this.running.size >= (this.pool?.width ?? 2)) await Promise.race(this.running);
        }
        await Promise.all(this.running);
        if (this.failure) throw this.failure.error;
        signal?.throwIfAborted();
      }
    } finally {
      await Promise.all(this.running);
      await this.pool?.close();
      for (const file of plan.begun()) removePart({ ...file }, this.parts.target);
    }
  }

  private start(pack: number): void {
    const delivery: Promise<void> = this.deliver(pack)
      .catch((error: unknown) => void (this.failure ??= { error }))
      .finally(() => this.running.delete(delivery));
    this.running.add(delivery);
  }

  private async deliver(row: number): Promise<void> {
    const { state, plan, signal } = this.parts;
    const { kind, sha256 } = state.index.pack(row);
    const name = objectName(kind, sha256);
    let fetched: Promise<Uint8Array> | undefined;
    for (let pieces = plan.take(row, MOST_PIECES); pieces.length > 0; pieces = plan.take(row, MOST_PIECES)) {
      if (signal?.aborted || this.failure) return;
      const wanted = pieces.filter(({ file }) => plan.isWanted(file));
      if (wanted.length === 0) continue;
      fetched ??= state.objects.location.get(name);
      const isLast = pieces.length < MOST_PIECES;
      // A thread takes what it is given; of what is not the last of a pack it gets a copy.
      const bytes = isLast ? fetched : fetched.then((all) => all.slice());
      await this.write(row, { kind, name, bytes }, wanted);
      // What a damaged pack left to this one meanwhile is for the next round: these bytes are given away.
      if (isLast) return;
    }
  }

  private async write(
    row: number,
    { bytes, ...pack }: Pick<PackOrder, 'kind' | 'name'> & { readonly bytes: Promise<Uint8Array> },
    wanted: readonly PlannedPiece[],
  ): Promise<void> {
    const { plan, signal } = this.parts;
    const { files, planned, chunks, piecesOf } = this.ordered(wanted);
    let written: PackWritten;
    try {
      written = await this.open({ ...pack, bytes: await bytes, chunks, files });
    } catch (error) {
      if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      written = { chunks: chunks.map((_, chunk) => ({ chunk, failure: failureOf(error) })), files: [] };
    }
    for (const { file, failure } of written.files) this.fail(planned[file]!, failure);
    const late = new Map<number, number>();
    for (const { chunk, failure } of written.chunks) {
      for (const { file } of chunks[chunk]!.pieces) late.set(file, (late.get(file) ?? 0) + 1);
      this.fromAnotherPack(row, piecesOf[chunk]!, failure);
    }
    const whole = planned.filter(
      (file, number) =>
        plan.isWanted(file.id) &&
        this.isWhole(file, files[number]!, files[number]!.pieces - (late.get(number) ?? 0)),
    );
    await inParallel(whole, MOST_OPENED, async (file) => {
      signal?.throwIfAborted();
      await this.finish(file);
    });
    this.parts.written(wanted.reduce((sum, { length }) => sum + length, 0));
  }

  private ordered(wanted: readonly PlannedPiece[]) {
    const numbers = new Map<number, number>();
    const planned: PlannedFile[] = [];
    const counts: number[] = [];
    const byChunk = new Map<string, { id: Uint8Array; pieces: Piece[]; planned: PlannedPiece[] }>();
    for (const piece of wanted) {
      let file = numbers.get(piece.file);
      if (file === undefined) {
        numbers.set(piece.file, (file = planned.length));
        planned.push(this.parts.plan.file(piece.file));
        counts.push(0);
      }
      counts[file]! += 1;
      const key = Buffer.from(piece.chunk).toString('latin1');
      let chunk = byChunk.get(key);
      if (!chunk) byChunk.set(key, (chunk = { id: piece.chunk, pieces: [], planned: [] }));
      chunk.pieces.push({ file, at: piece.at, from: piece.from, length: piece.length });
      chunk.planned.push(piece);
    }
    const files = planned.map((file, i): FileOrder => {
      const { folder, name, part, mode, mtimeNs, replace } = file;
      // What the phone sealed gets its name only once it is opened.
      const isWhole = counts[i] === file.pieces && !file.opening;
      return { folder, name, part, mode, mtimeNs, replace, pieces: counts[i]!, isWhole };
    });
    const all = [...byChunk.values()];
    return {
      files,
      planned,
      chunks: all.map(({ id, pieces }) => ({ id, pieces })),
      piecesOf: all.map((chunk) => chunk.planned),
    };
  }

  private async open(order: PackOrder): Promise<PackWritten> {
    if (this.pool) return this.pool.write(order);
    const { state, target } = this.parts;
    return new PackOpener(state.keys, { folder: target, times: await exactTimes() }).write(order);
  }

  /** Whether all of a file is written, and it is without its name yet. */
  private isWhole(file: PlannedFile, order: FileOrder, pieces: number): boolean {
    const { plan } = this.parts;
    if (!order.isWhole || pieces !== order.pieces) return plan.wrote(file.id, pieces);
    plan.forget(file.id);
    this.parts.fileDone(file);
    return false;
  }

  private async finish(file: PlannedFile): Promise<void> {
    const { plan, target } = this.parts;
    plan.forget(file.id);
    try {
      await this.nameIt(file);
    } catch (error) {
      removePart(file, target);
      this.parts.failed(file, failureOf(error));
      return;
    }
    this.parts.fileDone(file);
  }

  private async nameIt(file: PlannedFile): Promise<void> {
    const { target, sealed } = this.parts;
    // Opened at once: the way to a folder is good only until another one is asked for.
    const descriptor = openPart(file, target);
    try {
      if (file.opening && sealed) await openInPlace(descriptor, file.opening, sealed);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    finishPart(descriptor, file, target, await exactTimes());
  }

  /** Another healthy pack may hold the same chunk. */
  private fromAnotherPack(row: number, pieces: readonly PlannedPiece[], failure: Failure): void {
    const { state, plan } = this.parts;
    const packs = state.index.packsOf(pieces[0]!.chunk);
    const next = packs[packs.findIndex(({ id }) => id === row) + 1];
    for (const piece of pieces) {
      if (!plan.isWanted(piece.file)) continue;
      if (next) plan.addPiece({ ...piece, pack: next.id });
      else this.fail(plan.file(piece.file), failure);
    }
  }

  private fail(file: PlannedFile, failure: Failure): void {
    this.parts.plan.forget(file.id);
    removePart(file, this.parts.target);
    this.parts.failed(file, failure);
  }
}
