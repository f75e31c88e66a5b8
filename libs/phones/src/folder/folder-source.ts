import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Entry, LeftOut, PullSource, Scope } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { walk } from '../walk/walk.js';
import { FolderLister } from './folder-lister.js';
import { pathOnDisk } from './local-path.js';

const PIECE_BYTES = 256 * 1024;

/** A directory tree of this workstation as a phone: byte-exact names, links recorded and never followed. */
export class FolderSource implements PullSource {
  private readonly lister: FolderLister;

  constructor(private readonly root: string) {
    this.lister = new FolderLister(root);
  }

  scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncIterable<Entry> {
    return walk(this.lister, scope, leftOut);
  }

  async *open(entry: Entry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const path = pathOnDisk(this.root, entry.path);
    // O_NOFOLLOW and O_NONBLOCK: what was a file at the scan may be a link or a pipe by now.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const handle = await open(path, flags).catch(async (error: unknown) => {
      throw await this.lister.explained(error);
    });
    try {
      if (!(await handle.stat()).isFile())
        throw new SourceError('unreadable', 'Only files have bytes to read.');
      for (;;) {
        if (signal?.aborted === true) throw new SourceError('cancelled', 'Reading was stopped.');
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafe(PIECE_BYTES) });
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } catch (error) {
      throw await this.lister.explained(error);
    } finally {
      await handle.close();
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
