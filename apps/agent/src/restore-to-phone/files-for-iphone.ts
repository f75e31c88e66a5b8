import { SourceError } from '@holdfast/contracts/sources';
import type { FilesToPut, FileToPut } from '@holdfast/phones';
import type { ContentsRequest, Repository, SnapshotEntry, SnapshotSummary } from '@holdfast/storage';
import { StorageError } from '@holdfast/storage';
import { iphoneReadMe } from './iphone-read-me.js';
import { momentDay } from './moment-day.js';
import { RECORDS_FOLDER } from './records-folder.js';
import type { FailedToPut } from './tell-failed.js';

const PICTURES: readonly string[] = ['photos', 'videos'];
/** No entry of a snapshot has a NUL in its name. */
const READ_ME = Buffer.from('\0READ ME.txt');
/** Causes that end a restore; all others of the storage concern one file. */
const ENDING: readonly string[] = ['location-unreachable', 'location-refused', 'cancelled'];

export interface ForIphone {
  readonly repository: Repository;
  readonly snapshot: SnapshotSummary;
  readonly what: Omit<ContentsRequest, 'snapshotId' | 'onDamage'>;
  readonly now: Date;
  /** Pictures go into the Files app like everything else. */
  readonly picturesInFiles: boolean;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
}

/** A snapshot's files for an iPhone, and those that have no place on one. */
export class FilesForIphone implements FilesToPut {
  readonly failed: FailedToPut[] = [];
  readonly folder: string;
  private readonly kinds = new Set<string>();
  private hasFiles = false;

  constructor(private readonly restore: ForIphone) {
    const { snapshot, now } = restore;
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) =>
      String(part).padStart(2, '0'),
    );
    // Never a folder that is there already: nobody can look into it from here.
    this.folder = `${momentDay(snapshot.takenAt)}, put here ${momentDay(now)} ${time.join('.')}`;
  }

  get files(): AsyncIterable<FileToPut> {
    return this.all();
  }

  async *read(path: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    const { repository, snapshot, what, signal, onBytes } = this.restore;
    try {
      const bytes = isReadMe(path) ? once(this.readMe()) : repository.read(snapshot.id, path, what.sealed);
      for await (const piece of bytes) {
        if (signal.aborted) throw new SourceError('cancelled', 'The restore was stopped.');
        yield piece;
        onBytes(piece.length);
      }
    } catch (error) {
      if (!(error instanceof StorageError) || ENDING.includes(error.code)) throw error;
      throw new SourceError('unreadable', error.message, { cause: error });
    }
  }

  private async *all(): AsyncGenerator<FileToPut> {
    const { repository, snapshot, what, now } = this.restore;
    const onDamage = (path: readonly Uint8Array[]): void =>
      this.fail(path, 'What the snapshot holds in this folder cannot be read.');
    for await (const { entry } of repository.contents({ ...what, snapshotId: snapshot.id, onDamage })) {
      if (entry.kind === 'symlink') this.fail(entry.path, 'An iPhone keeps no links: it was left out.');
      if (entry.kind === 'file') yield this.one(entry);
    }
    if (!this.hasFiles) return;
    const mtimeNs = BigInt(now.getTime()) * 1_000_000n;
    const size = BigInt(this.readMe().length);
    yield { path: [READ_ME], at: [Buffer.from('READ ME.txt')], size, mtimeNs, to: 'files' };
  }

  private one({ path, size, mtimeNs, category }: SnapshotEntry): FileToPut {
    const top = Buffer.from(path[0] ?? []).toString('utf8');
    const isRecord = top === RECORDS_FOLDER && path.length > 1;
    const isPicture =
      !isRecord && !path.some(isHidden) && (PICTURES.includes(category) || (top === 'DCIM' && isEdit(path)));
    const to = isPicture && !this.restore.picturesInFiles ? 'camera' : 'files';
    if (to === 'files') this.hasFiles = true;
    if (isRecord) this.kinds.add(Buffer.from(path[1] ?? []).toString('utf8'));
    return { path, size, mtimeNs, to };
  }

  private readMe(): Buffer {
    return Buffer.from(iphoneReadMe(this.kinds, momentDay(this.restore.snapshot.takenAt)));
  }

  private fail(path: readonly Uint8Array[], reason: string): void {
    this.failed.push({ path, reason });
  }
}

const isReadMe = (path: readonly Uint8Array[]): boolean =>
  path.length === 1 && READ_ME.equals(path[0] ?? READ_ME);

/** Thumbnails, and what somebody threw away. */
const isHidden = (name: Uint8Array): boolean => name[0] === 0x2e;

/** What an iPhone keeps of the edits of a photo beside it. */
const isEdit = (path: readonly Uint8Array[]): boolean =>
  /\.aae$/i.test(Buffer.from(path.at(-1) ?? []).toString('latin1'));

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
