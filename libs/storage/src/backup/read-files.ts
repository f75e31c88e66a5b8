import type { LeftOut, PullSource } from '@holdfast/contracts';
import { BUNDLE_FOLDER_BYTES, MOST_SMALL_FILES } from '../pipeline/small-files.js';
import { BUNDLE_BYTES, SMALL_FILE_BYTES } from '../pipeline/messages.js';
import type { BackupRun, RunParts } from './backup-run.js';
import { contentKnown } from './content-known.js';
import type { FileIntake } from './file-intake.js';
import type { FileAhead } from './file-ahead.js';
import { ReadAhead } from './read-ahead.js';
import { isSourceFailure } from './source-failure.js';
import type { FileToRead } from './staging.js';

/** Files whose trouble is their own; any other cause of a source ends the run. */
const FILE_CAUSES: readonly string[] = ['vanished', 'permission-denied', 'unreadable'];
/** Streamed files that are looked at again together. */
const MOST_LOOKED_AT = 4096;
/** Larger local files that go to a thread together. */
const ORDER_FILES = 64;
const ORDER_BYTES = 8 * 1024 * 1024;

/** Reads what the scan of a source found to be new. */
export class FileReading {
  private readonly small = new LocalOrder(MOST_SMALL_FILES, BUNDLE_BYTES);
  private readonly large = new LocalOrder(ORDER_FILES, ORDER_BYTES);
  private readonly ahead: ReadAhead;
  /** Read, and not looked at again yet. */
  private readonly streamed: FileToRead[] = [];

  constructor(
    private readonly parts: RunParts,
    private readonly source: PullSource,
    private readonly run: BackupRun,
    private readonly intake: FileIntake,
  ) {
    this.ahead = new ReadAhead(source, parts.request.signal, (file) => this.storeNext(file));
  }

  /** @throws SourceError, after what was read is stored, so that it is not read again */
  async readAll(): Promise<void> {
    const { request, staging } = this.parts;
    try {
      for (const file of staging.filesToRead()) {
        request.signal?.throwIfAborted();
        if (await this.stoodBefore(file)) this.run.progress.fileDone();
        else if (file.entry.localPath === undefined) await this.ahead.begin(file);
        else await this.handOut(file);
      }
      await this.storeStreams();
      await this.intake.local(this.small.take());
      await this.intake.local(this.large.take());
      await this.intake.settle();
      // Their source opens them again and names what is wrong with them.
      for (const file of this.intake.unopened.splice(0)) await this.ahead.begin(file);
      await this.storeStreams();
      await this.intake.settle();
    } catch (error) {
      // The phone went, the location did not: what is here by now is kept, and not read again.
      if (isSourceFailure(error)) {
        for (const whole of this.ahead.whole()) await this.store(whole);
        await this.intake.settle();
      }
      throw error;
    } finally {
      await this.ahead.stop();
    }
  }

  private async stoodBefore({ id, entry, old }: FileToRead): Promise<boolean> {
    const { state, staging, trees } = this.parts;
    for (const content of [old, this.run.journal.find(entry)]) {
      if (!content || !(await contentKnown(state, trees, content, entry.size))) continue;
      staging.setContent(id, content, entry.size, entry.mtimeNs);
      return true;
    }
    return false;
  }

  private async handOut(file: FileToRead): Promise<void> {
    const isSmall = file.entry.size < BigInt(SMALL_FILE_BYTES);
    const order = isSmall ? this.small : this.large;
    const folderEnds = isSmall && order.folder !== file.folder && order.bytes >= BUNDLE_FOLDER_BYTES;
    if (folderEnds || !order.fits(file)) await this.intake.local(order.take());
    order.add(file);
  }

  private async storeStreams(): Promise<void> {
    await this.ahead.settle();
    await this.readChangedAgain();
  }

  private async storeNext(ahead: FileAhead): Promise<void> {
    try {
      await this.store(ahead);
    } finally {
      await ahead.stop();
    }
    if (this.streamed.length >= MOST_LOOKED_AT) await this.readChangedAgain();
  }

  private async store(ahead: FileAhead): Promise<void> {
    const { file } = ahead;
    const feed = this.intake.open(file);
    try {
      for await (const bytes of ahead.bytes()) {
        this.parts.request.signal?.throwIfAborted();
        const behind = feed.write(bytes);
        if (behind) await behind;
      }
    } catch (error) {
      await feed.abandon();
      this.leaveOutOrThrow(file, error);
      return;
    }
    await feed.end();
    this.streamed.push(file);
  }

  /**
   * A file that changed between the scan and now may have come part old and part new: it is read once more as it is now.
   * One that has changed again by then is kept so, and marked.
   */
  private async readChangedAgain(): Promise<void> {
    const changed = await this.changed(this.streamed.splice(0));
    if (changed.length === 0) return;
    await this.intake.settle();
    for (const file of changed) await this.storeNext(this.ahead.open(file));
    await this.intake.settle();
    for (const { entry } of await this.changed(this.streamed.splice(0)))
      this.run.leaveOut({ path: entry.path, category: entry.category, cause: 'changed-while-read' });
  }

  private async changed(read: readonly FileToRead[]): Promise<FileToRead[]> {
    if (!this.source.lookAgain || read.length === 0) return [];
    const { signal } = this.parts.request;
    const now = await this.source.lookAgain(
      read.map(({ entry }) => entry),
      signal,
    );
    return read.flatMap((file, at) => {
      const entry = now[at];
      return entry ? [{ ...file, entry }] : [];
    });
  }

  private leaveOutOrThrow({ id, entry }: FileToRead, error: unknown): void {
    if (!isSourceFailure(error) || !FILE_CAUSES.includes(error.causeClass)) throw error;
    this.parts.staging.drop(id);
    const cause = error.causeClass as LeftOut['cause'];
    this.run.leaveOut({ path: entry.path, category: entry.category, cause });
    this.run.progress.fileDone();
  }
}

/** Local files that one thread will get together. */
class LocalOrder {
  bytes = 0;
  folder = 0;
  private files: FileToRead[] = [];

  constructor(
    private readonly mostFiles: number,
    private readonly mostBytes: number,
  ) {}

  fits({ entry }: FileToRead): boolean {
    return this.files.length < this.mostFiles && this.bytes + Number(entry.size) <= this.mostBytes;
  }

  add(file: FileToRead): void {
    this.files.push(file);
    this.bytes += Number(file.entry.size);
    this.folder = file.folder;
  }

  take(): FileToRead[] {
    const files = this.files;
    [this.files, this.bytes] = [[], 0];
    return files;
  }
}
