import {
  closeSync,
  constants,
  fchmodSync,
  futimesSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { Buffer } from 'node:buffer';
import type { ExactTimes } from './exact-times.js';
import type { Failure, FileOrder, Piece } from './file-order.js';
import { failureOf } from './file-order.js';
import type { TargetFolder } from './target-folder.js';

const { O_CREAT, O_RDWR, O_WRONLY } = constants;
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
/** Nothing restored from a phone may run with another user's rights: set-user-id and set-group-id are left off. */
const MODE_BITS = 0o777;
/** Open at a time; a chunk that is in many files opens them one after the other. */
const MOST_OPEN = 64;

/**
 * Files of a restore while their bytes come in: each is gathered beside its name under a name of its own, gets mode and
 * time, and only then its name, so that a restore that is killed leaves no half file.
 */
export class FileParts {
  readonly failures: { file: number; failure: Failure }[] = [];
  private readonly open = new Map<number, number>();
  private readonly failed = new Set<number>();
  private readonly written = new Map<number, number>();

  constructor(
    private readonly files: readonly FileOrder[],
    private readonly target: TargetFolder,
    private readonly times: ExactTimes | undefined,
  ) {}

  write(piece: Piece, plain: Buffer): void {
    if (this.failed.has(piece.file)) return;
    const file = this.files[piece.file]!;
    try {
      if (piece.from + piece.length > plain.length)
        throw new Error('its parts are whole, but not of its length');
      const descriptor = this.descriptor(piece.file, file);
      for (let done = 0; done < piece.length;)
        done += writeSync(descriptor, plain, piece.from + done, piece.length - done, piece.at + done);
      const written = (this.written.get(piece.file) ?? 0) + 1;
      if (file.isWhole && written === file.pieces) {
        this.written.delete(piece.file);
        this.open.delete(piece.file);
        finishPart(descriptor, file, this.target, this.times);
      } else this.written.set(piece.file, written);
    } catch (error) {
      this.fail(piece.file, error);
    }
  }

  /** Closes what is open; whole files that did not become whole go. */
  close(): void {
    for (const descriptor of this.open.values()) closeSync(descriptor);
    this.open.clear();
    for (const [number] of this.written)
      if (this.files[number]!.isWhole) removePart(this.files[number]!, this.target);
  }

  private descriptor(number: number, file: FileOrder): number {
    let descriptor = this.open.get(number);
    if (descriptor !== undefined) return descriptor;
    descriptor = openSync(partOf(file, this.target), O_WRONLY | O_CREAT | NOFOLLOW, 0o600);
    this.open.set(number, descriptor);
    const [oldest] = this.open;
    if (this.open.size > MOST_OPEN && oldest) {
      closeSync(oldest[1]);
      this.open.delete(oldest[0]);
    }
    return descriptor;
  }

  private fail(number: number, error: unknown): void {
    const descriptor = this.open.get(number);
    if (descriptor !== undefined) closeSync(descriptor);
    this.open.delete(number);
    this.written.delete(number);
    this.failed.add(number);
    removePart(this.files[number]!, this.target);
    this.failures.push({ file: number, failure: failureOf(error) });
  }
}

/** Mode, time, and then the name, of a file whose bytes are all there. Closes the descriptor. */
export function finishPart(
  descriptor: number,
  file: FileOrder,
  target: TargetFolder,
  times: ExactTimes | undefined,
): void {
  try {
    if (file.mode !== undefined) fchmodSync(descriptor, file.mode & MODE_BITS);
    if (!times?.file(descriptor, file.mtimeNs))
      futimesSync(descriptor, seconds(file.mtimeNs), seconds(file.mtimeNs));
  } finally {
    closeSync(descriptor);
  }
  const folder = buffers(file.folder);
  const part = partOf(file, target);
  const path = target.inside(folder, Buffer.from(file.name));
  if (file.replace) renameSync(part, path);
  else giveName(part, path);
}

/** Opens a part again, or makes it: of a file with no bytes nothing was written yet. */
export function openPart(file: FileOrder, target: TargetFolder): number {
  return openSync(partOf(file, target), O_RDWR | O_CREAT | NOFOLLOW, 0o600);
}

/** Where a file is gathered before it has its name. */
function partOf(file: FileOrder, target: TargetFolder): Buffer {
  return target.inside(buffers(file.folder), Buffer.from(file.part));
}

export function removePart(file: FileOrder, target: TargetFolder): void {
  try {
    rmSync(partOf(file, target), { force: true });
  } catch {
    // Its folder went, and the part with it.
  }
}

/** A hard link fails where something stands; file systems without links get a rename after the look that was taken. */
function giveName(part: Buffer, path: Buffer): void {
  try {
    linkSync(part, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    renameSync(part, path);
    return;
  }
  unlinkSync(part);
}

/** For Node's own call, a double: at today's dates that keeps about a quarter of a microsecond. */
export function seconds(ns: bigint): number {
  return Number(ns / 1_000_000_000n) + Number(ns % 1_000_000_000n) / 1e9;
}

const buffers = (names: readonly Uint8Array[]): Buffer[] => names.map((name) => Buffer.from(name));
