import type { Category, Entry, LeftOut, PullSource, Scope } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { walk } from '../../walk/walk.js';
import type { AfcConnection } from '../afc/afc-connection.js';
import { readAfcFile } from '../afc/read-afc-file.js';
import { stoppedByPerson } from '../ios-faults.js';
import { AfcPool } from './afc-pool.js';
import { infosOf, PhotoLister } from './photo-lister.js';
import { photoPath } from './photo-path.js';

/** What the folder of the camera holds. */
const HELD: readonly Category[] = ['photos', 'videos', 'other'];

/**
 * The photos and videos of an iPhone (`DCIM`), through AFC: no passcode is asked for, and each file is read by itself. Up to
 * four files at the same time; a slow consumer holds the phone back. Errors are `PullSource`'s; a run that ends `unplugged`
 * may be tried again.
 *
 * AFC tells no permissions and no file numbers, so that `mode` is invented and an entry is told from another by its size, its
 * time and when it was made.
 */
export class PhotoSource implements PullSource {
  private readonly pool: AfcPool;

  constructor(openAfc: () => Promise<AfcConnection>) {
    this.pool = new AfcPool(openAfc);
  }

  async *scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncGenerator<Entry> {
    for (const category of scope.categories ?? []) {
      // Silence would claim it: all else of an iPhone is read with the whole of it, or not at all.
      if (!HELD.includes(category)) leftOut({ path: [], category, cause: 'unsupported' });
    }
    yield* walk(new PhotoLister(this.pool), scope, leftOut);
  }

  async *open(entry: Entry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (entry.kind !== 'file') throw new SourceError('unreadable', 'Only files have bytes to read.');
    const path = photoPath(entry.path);
    const afc = await this.pool.take();
    const stop = (): void => afc.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (signal?.aborted === true) throw stoppedByPerson();
      yield* readAfcFile(afc, path, entry.size);
    } catch (error) {
      throw signal?.aborted === true ? stoppedByPerson(error) : error;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.pool.giveBack(afc);
    }
  }

  lookAgain(read: readonly Entry[], signal?: AbortSignal): Promise<(Entry | undefined)[]> {
    return this.pool.use(async (afc) => {
      const infos = await infosOf(
        afc,
        read.map(({ path }) => photoPath(path)),
      );
      if (signal?.aborted === true) throw stoppedByPerson();
      return read.map((entry, index) => {
        const info = infos[index];
        if (typeof info !== 'object' || info.kind !== 'file') return undefined;
        const size = info.size < 0n ? 0n : info.size;
        const isSame = size === entry.size && info.mtimeNs === entry.mtimeNs && info.birth === entry.ref;
        return isSame ? undefined : { ...entry, size, mtimeNs: info.mtimeNs, ref: info.birth };
      });
    });
  }

  close(): Promise<void> {
    this.pool.close();
    return Promise.resolve();
  }
}
