import type { PushSink, StagedItem } from '@holdfast/contracts';
import { createReadStream } from 'node:fs';
import { garbled } from '../link/link-faults.js';
import type { BackupStore, Incoming } from './backup-store.js';
import type { KeptFiles } from './kept-files.js';
import { isKept } from './kept-names.js';
import { isRefused, notFound } from './refusal.js';

/** Ten times what the fullest phones hold. */
const MOST_FILES = 20_000_000;
/** A real backup has 258. */
const MOST_FOLDERS = 10_000;

/** The folder of a backup that is being made: it lies in the sink; the manifests are kept on this computer as well. */
export class StagedStore implements BackupStore {
  private files = 0;
  private folders = 0;

  constructor(
    private readonly sink: PushSink,
    private readonly kept: KeptFiles,
  ) {}

  list(path: string): Promise<readonly StagedItem[]> {
    return this.sink.list(path);
  }

  async read(path: string): Promise<AsyncIterable<Uint8Array>> {
    const file = await this.kept.file(path);
    if (file !== undefined) return createReadStream(file, { highWaterMark: 256 * 1024 });
    const bytes = this.sink.read(path)[Symbol.asyncIterator]();
    const first = await refusable(bytes.next());
    return continued(first, bytes);
  }

  async receive(path: string, label: string): Promise<Incoming> {
    this.files += 1;
    if (this.files > MOST_FILES) throw garbled('more files than a phone has');
    await this.sink.begin(path, undefined, undefined, label);
    const copy = isKept(path) ? await this.kept.receive(path) : undefined;
    if (copy === undefined) return new StagedFile(this.sink, path);
    const staged = new StagedFile(this.sink, path);
    return {
      write: async (bytes) => void (await Promise.all([copy.write(bytes), staged.write(bytes)])),
      end: async () => void (await Promise.all([copy.end(), staged.end()])),
      drop: async () => void (await Promise.all([copy.drop(), staged.drop()])),
    };
  }

  async mkdir(path: string): Promise<void> {
    this.folders += 1;
    if (this.folders > MOST_FOLDERS) throw garbled('more folders than a backup has');
    if (path !== '') await refusable(this.sink.mkdir(path));
  }

  async move(from: string, to: string): Promise<void> {
    if (from === to) return;
    await refusable(this.sink.move(from, to));
    await this.kept.move(from, to);
  }

  async copy(from: string, to: string): Promise<void> {
    if (from === to) return;
    await refusable(this.sink.copy(from, to));
    await this.kept.copy(from, to);
  }

  async remove(path: string): Promise<void> {
    await refusable(this.sink.remove(path));
    await this.kept.remove(path);
  }
}

class StagedFile implements Incoming {
  constructor(
    private readonly sink: PushSink,
    private readonly path: string,
  ) {}

  write(bytes: Uint8Array): Promise<void> {
    return this.sink.write(bytes);
  }

  end(): Promise<void> {
    return this.sink.end();
  }

  async drop(): Promise<void> {
    await this.sink.end();
    await this.sink.remove(this.path);
  }
}

/** What the sink refuses is the phone's to know. */
async function refusable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isRefused(error)) throw notFound();
    throw error;
  }
}

async function* continued(
  first: IteratorResult<Uint8Array, unknown>,
  rest: AsyncIterator<Uint8Array, unknown>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let result = first; result.done !== true; result = await rest.next()) yield result.value;
  } finally {
    await rest.return?.();
  }
}
