import type { Entry, LeftOut, PullSource, Scope } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { S_IFDIR, S_IFMT } from '../codecs/sync-record.js';
import { walk } from '../walk/walk.js';
import { AndroidLister } from './android-lister.js';
import { tellDatabasesNotRead } from './databases-not-read.js';
import { phonePath } from './phone-path.js';
import { AndroidRecords } from './records/android-records.js';
import type { PhoneTransport } from './phone-transport.js';
import { compressionFor } from './sync/compression.js';
import { asItIsNow } from './as-it-is-now.js';
import { SessionPool } from './sync/session-pool.js';

/**
 * An Android phone: its shared storage through its sync service, and what it keeps in databases as files made of them.
 * Reads files with up to four sessions side by side; a slow consumer holds the phone back. Errors are `PullSource`'s; a run that ends `unplugged` may be tried again.
 */
export class AndroidSource implements PullSource {
  private readonly pool: SessionPool;
  private readonly records: AndroidRecords;

  constructor(private readonly transport: PhoneTransport) {
    this.pool = new SessionPool(transport);
    this.records = new AndroidRecords(transport);
  }

  async *scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncGenerator<Entry> {
    await this.requireStorage();
    tellDatabasesNotRead(scope, leftOut);
    yield* this.records.scan(scope, leftOut);
    yield* walk(new AndroidLister(this.transport, this.pool), scope, leftOut);
  }

  async *open(entry: Entry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (entry.kind !== 'file') throw new SourceError('unreadable', 'Only files have bytes to read.');
    if (AndroidRecords.owns(entry)) return yield* this.records.open(entry, signal);
    const path = phonePath(entry.path);
    const session = await this.pool.take();
    const stop = (): void => session.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (signal?.aborted === true) throw new Error('aborted');
      const compression = compressionFor(this.transport.features, entry.path.at(-1)!, entry.size);
      yield* session.receive(path, { compression });
    } catch (error) {
      throw signal?.aborted === true
        ? new SourceError('cancelled', 'Reading was stopped.', { cause: error })
        : error;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.pool.giveBack(session);
    }
  }

  async lookAgain(read: readonly Entry[], signal?: AbortSignal): Promise<(Entry | undefined)[]> {
    // Records have no place in shared storage: what is there under their path is another file.
    const files = read.filter((entry) => !AndroidRecords.owns(entry));
    const session = await this.pool.take();
    try {
      const now: (Entry | undefined)[] = [];
      for await (const stat of session.stats(files.map(({ path }) => phonePath(path)))) {
        if (signal?.aborted === true) throw new SourceError('cancelled', 'Reading was stopped.');
        now.push(asItIsNow(files[now.length]!, stat));
      }
      const answers = now.values();
      return read.map((entry) => (AndroidRecords.owns(entry) ? undefined : answers.next().value));
    } finally {
      this.pool.giveBack(session);
    }
  }

  async close(): Promise<void> {
    this.pool.close();
    await this.transport.close();
  }

  /** Before the first unlock after a start, a phone has no shared storage yet. */
  private async requireStorage(): Promise<void> {
    const session = await this.pool.take();
    try {
      const stat = await session.stat(phonePath([]));
      if (stat.error === 0 && (stat.mode & S_IFMT) === S_IFDIR) return;
    } finally {
      this.pool.giveBack(session);
    }
    throw new SourceError(
      'phone-locked',
      'The phone does not show its storage. Unlock it once after switching it on, then try again.',
    );
  }
}
