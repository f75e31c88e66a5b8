import type { FileRead, LocalFile } from '../pipeline/messages.js';
import { SMALL_FILE_BYTES } from '../pipeline/messages.js';
import { Pipeline } from '../pipeline/pipeline.js';
import type { FileFeed } from '../pipeline/file-feed.js';
import type { BackupRun, RunParts } from './backup-run.js';
import type { PackUploads } from './pack-uploads.js';
import type { FileToRead } from './staging.js';

/** Where files go, however they come: hands them to the threads and takes in, one by one, what those tell. */
export class FileIntake {
  /** What threads could not open themselves. */
  readonly unopened: FileToRead[] = [];
  private readonly pipeline: Pipeline;
  /** Handed out, not told of yet. */
  private readonly inFlight = new Map<number, FileToRead>();
  private told: Promise<void> = Promise.resolve();
  private failure: { error: unknown } | undefined;

  constructor(
    { state, request }: RunParts,
    private readonly run: BackupRun,
    uploads: PackUploads,
    private readonly touched: Set<number>,
  ) {
    this.pipeline = new Pipeline({
      keys: state.keys,
      paths: state.paths,
      uploads,
      pace: request.pace ?? 'full',
      bytesExpected: 'run' in request.source ? undefined : run.bytesToRead,
      read: (file) => this.takeIn(file),
      unopened: (id) => this.unopened.push(this.taken(id)),
      progress: (bytes) => run.bytesRead(bytes),
    });
  }

  /** Local files that a thread opens itself. @throws what a thread or an upload failed with */
  async local(files: readonly FileToRead[]): Promise<void> {
    this.check();
    if (files.length === 0) return;
    this.run.progress.reading(files[0]!.entry.path);
    for (const file of files) this.inFlight.set(file.id, file);
    await this.pipeline.local(files.map(({ id, entry }): LocalFile => ({ id, path: entry.localPath! })));
  }

  /** A file whose bytes are streamed; those below 16 KiB are stored with their neighbours. */
  open(file: FileToRead, label?: string): FileFeed {
    this.run.progress.reading(
      label === undefined ? file.entry.path : label.split('/').map((name) => Buffer.from(name)),
    );
    this.inFlight.set(file.id, file);
    const head: Uint8Array[] = [];
    let length = 0;
    let feed: FileFeed | undefined;
    const begin = async (bytes: Uint8Array): Promise<void> => {
      feed = this.pipeline.stream(file.id);
      for (const earlier of head.splice(0)) await feed.write(earlier);
      await feed.write(bytes);
    };
    return {
      write: (bytes) => {
        this.check();
        this.run.bytesRead(bytes.length);
        length += bytes.length;
        if (feed) return feed.write(bytes);
        if (length >= SMALL_FILE_BYTES) return begin(bytes);
        head.push(Uint8Array.from(bytes));
        return undefined;
      },
      end: async () => {
        if (feed) await feed.end();
        else await this.pipeline.smallFile(file.id, Buffer.concat(head), file.folder);
      },
      abandon: async () => {
        this.inFlight.delete(file.id);
        await feed?.abandon();
      },
    };
  }

  /** All files told, all packs stored: what was handed out can be read back now. */
  async settle(): Promise<void> {
    for (const row of await this.pipeline.finish()) this.touched.add(row);
    await this.told;
    this.check();
  }

  stop(): Promise<void> {
    return this.pipeline.stop();
  }

  private takeIn(read: FileRead): void {
    const file = this.taken(read.id);
    this.told = this.told
      .then(() => (this.failure ? undefined : this.run.fileRead(file, read)))
      .catch((error: unknown) => void (this.failure ??= { error }));
  }

  private taken(id: number): FileToRead {
    const file = this.inFlight.get(id)!;
    this.inFlight.delete(id);
    return file;
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }
}
