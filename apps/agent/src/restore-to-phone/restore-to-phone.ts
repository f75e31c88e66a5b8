import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneTarget } from '@holdfast/phones';
import type {
  BackupProgress,
  ContentsRequest,
  Repository,
  SnapshotContent,
  SnapshotSummary,
} from '@holdfast/storage';
import { StorageError } from '@holdfast/storage';
import { momentDay } from './moment-day.js';
import { placeOnPhone, recordsPlace } from './place-on-phone.js';
import { readMe } from './read-me.js';

const AT_ONCE = 4;
/** Causes that concern one file. */
const ONE_FILE: readonly string[] = ['permission-denied', 'unreadable', 'name-refused', 'vanished'];
const ENDING: readonly string[] = ['location-unreachable', 'location-refused', 'cancelled'];

/** What is put on a phone, and how. */
export interface PhoneRestore {
  readonly repository: Repository;
  readonly snapshot: SnapshotSummary;
  readonly target: PhoneTarget;
  readonly what: Omit<ContentsRequest, 'snapshotId' | 'onDamage'>;
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BackupProgress) => void;
  readonly now: () => Date;
}

export interface PhoneRestoreResult {
  files: number;
  bytes: bigint;
  skipped: number;
  /** Files of records, put aside for their person to bring in. */
  placed: number;
  /** Whether the phone was asked to show new pictures; null where nothing was put. */
  shown: boolean | null;
  readonly failed: { readonly path: readonly Uint8Array[]; readonly reason: string }[];
}

/**
 * Puts files of a snapshot on a phone, four at a time, from the repository's packs to the cable: nothing of them lands on
 * this computer's disk. What is there with equal size and time is left; what differs is kept unless `overwrite`. What ends it
 * (a pulled cable, a location that is gone) is thrown; run again, it goes on.
 */
export async function restoreToPhone(
  restore: PhoneRestore,
  total: { readonly files: number; readonly bytes: bigint },
): Promise<PhoneRestoreResult> {
  const run = new Run(restore, total);
  const walk = restore.repository.contents({
    ...restore.what,
    snapshotId: restore.snapshot.id,
    onDamage: (path) => run.fail(path, 'What the snapshot holds in this folder cannot be read.'),
  });
  const contents = walk[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  const next = (): Promise<IteratorResult<SnapshotContent>> => {
    const asked = turn.then(() => contents.next());
    turn = asked.catch(() => undefined);
    return asked;
  };
  const worker = async (): Promise<void> => {
    for (let one = await next(); one.done !== true; one = await next()) {
      if (run.ended !== undefined) return;
      await run.each(one.value);
    }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () => worker().catch((error: unknown) => run.end(error))),
  );
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
  await run.finish();
  return run.result;
}

class Run {
  readonly result: PhoneRestoreResult = {
    files: 0,
    bytes: 0n,
    skipped: 0,
    placed: 0,
    shown: null,
    failed: [],
  };
  ended: { error: unknown } | undefined;
  private readonly kinds = new Set<string>();
  private readonly startedAt: number;
  private bytesDone = 0;
  private filesDone = 0;

  constructor(
    private readonly restore: PhoneRestore,
    private readonly total: { readonly files: number; readonly bytes: bigint },
  ) {
    this.startedAt = restore.now().getTime();
  }

  end(error: unknown): never {
    this.ended ??= { error };
    throw this.ended.error;
  }

  fail(path: readonly Uint8Array[], reason: string): void {
    this.result.failed.push({ path, reason });
  }

  async each({ entry, bytes }: SnapshotContent): Promise<void> {
    if (this.restore.signal.aborted) throw new SourceError('cancelled', 'The restore was stopped.');
    if (entry.kind === 'symlink') this.fail(entry.path, 'A phone keeps no links: it was left out.');
    if (entry.kind !== 'file') return;
    const { target, overwrite, snapshot } = this.restore;
    const place = placeOnPhone(entry.path, snapshot.takenAt, snapshot.sourceName.startsWith('ios:'));
    try {
      const standing = await target.look(place.path);
      const isThere = standing?.kind === 'file' && standing.size === entry.size;
      if (isThere && standing.mtimeNs / 1_000_000_000n === entry.mtimeNs / 1_000_000_000n) {
        this.result.skipped += 1;
      } else if (standing !== undefined && (standing.kind !== 'file' || !overwrite)) {
        const what =
          standing.kind === 'file'
            ? 'another file stands in its place (--overwrite replaces it)'
            : 'a folder stands in its place';
        this.fail(entry.path, what);
      } else {
        await target.put(place.path, entry.mtimeNs, this.counted(bytes()));
        this.result.files += 1;
        this.result.bytes += entry.size;
        if (place.isRecord) this.result.placed += 1;
      }
      if (place.isRecord && entry.path[1]) this.kinds.add(Buffer.from(entry.path[1]).toString('utf8'));
    } catch (error) {
      this.failOrThrow(entry.path, error);
    }
    this.filesDone += 1;
    this.tell();
  }

  /** The text that says how records are brought in, and the wish to see new pictures. */
  async finish(): Promise<void> {
    const { target, snapshot } = this.restore;
    if (this.kinds.size > 0) {
      const path = [...recordsPlace(snapshot.takenAt), Buffer.from('READ ME.txt')];
      const text = Buffer.from(readMe(this.kinds, momentDay(snapshot.takenAt)));
      await target
        .put(path, BigInt(this.restore.now().getTime()) * 1_000_000n, once(text))
        .catch((error: unknown) => this.failOrThrow(path, error));
    }
    // A phone that shows new pictures later has them all the same.
    if (this.result.files > 0) this.result.shown = await target.showInGallery().catch(() => false);
  }

  private failOrThrow(path: readonly Uint8Array[], error: unknown): void {
    const isOne =
      (error instanceof SourceError && ONE_FILE.includes(error.causeClass)) ||
      (error instanceof StorageError && !ENDING.includes(error.code));
    if (!isOne) throw error;
    this.fail(
      path,
      error instanceof SourceError && error.causeClass === 'permission-denied'
        ? 'The phone lets nobody write there.'
        : error.message,
    );
  }

  private async *counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      if (this.restore.signal.aborted) throw new SourceError('cancelled', 'The restore was stopped.');
      yield piece;
      this.bytesDone += piece.length;
      this.tell();
    }
  }

  private tell(): void {
    const seconds = (this.restore.now().getTime() - this.startedAt) / 1000;
    this.restore.onProgress({
      phase: 'reading',
      filesDone: this.filesDone,
      filesTotal: this.total.files,
      bytesDone: this.bytesDone,
      bytesTotal: Number(this.total.bytes),
      bytesPerSecond: seconds > 0.5 ? Math.round(this.bytesDone / seconds) : null,
    });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
