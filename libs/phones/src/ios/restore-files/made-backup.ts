import type { PushedFiles, StagedItem } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { filePlace } from '../../codecs/ios/file-id.js';
import { Refusal, REFUSED } from '../backup/store/refusal.js';
import type { Planned, PutPlan } from './put-plan.js';

/** Causes that concern one file: the phone is told that it cannot have it, and asks for the next. */
const ONE_FILE: readonly string[] = ['permission-denied', 'unreadable', 'name-refused', 'vanished'];

/** What a made backup consists of, beside the files themselves. */
export interface MadeParts {
  readonly plan: PutPlan;
  /** Where its Manifest.db lies. */
  readonly manifest: string;
  /** Name in the backup → bytes. */
  readonly plists: ReadonlyMap<string, Uint8Array>;
  /** The bytes of a file, when the phone asks for them. */
  read(file: Planned): AsyncIterable<Uint8Array>;
  /** The phone could not be given a file. */
  refuse(file: Planned, reason: string): void;
}

/** A backup that holds only what is to be put on a phone. Its files' bytes are read when the phone asks, and never kept. */
export class MadeBackup implements PushedFiles {
  constructor(private readonly parts: MadeParts) {}

  async stat(path: string): Promise<StagedItem | undefined> {
    const { plan, plists, manifest } = this.parts;
    if (/^[0-9a-f]{2}$/.test(path)) return { name: path, kind: 'directory', size: 0n, mtimeNs: 0n };
    const file = fileIn(plan, path);
    if (file !== undefined)
      return { ...itemOf(path), size: file.size, mtimeNs: file.seconds * 1_000_000_000n };
    if (path === 'Manifest.db')
      return { ...itemOf(path), size: (await stat(manifest, { bigint: true })).size };
    const bytes = plists.get(path);
    return bytes && { ...itemOf(path), size: BigInt(bytes.length) };
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const { plan, plists } = this.parts;
    const names = path === '' ? [...plists.keys(), 'Manifest.db', ...plan.prefixes()] : plan.idsWith(path);
    const below = path === '' ? '' : `${path}/`;
    const items = await Promise.all(names.map((name) => this.stat(below + name)));
    return items.filter((item) => item !== undefined);
  }

  read(path: string): AsyncIterable<Uint8Array> | undefined {
    const { plan, plists, manifest } = this.parts;
    if (path === 'Manifest.db') return createReadStream(manifest, { highWaterMark: 256 * 1024 });
    const bytes = plists.get(path);
    if (bytes !== undefined) return once(bytes);
    const file = fileIn(plan, path);
    return file && this.given(file);
  }

  async close(): Promise<void> {
    // The files' bytes belong to whoever reads them; the manifest to whoever made it.
  }

  private async *given(file: Planned): AsyncGenerator<Uint8Array> {
    const { plan, read } = this.parts;
    let left = file.size;
    try {
      for await (const piece of read(file)) {
        left -= BigInt(piece.length);
        if (left < 0n) break;
        yield piece;
      }
    } catch (error) {
      if (!(error instanceof SourceError) || !ONE_FILE.includes(error.causeClass)) throw error;
      throw this.refused(file, error.message);
    }
    if (left !== 0n) throw this.refused(file, 'It is not as long as the snapshot says.');
    plan.mark(file.number, 'given');
  }

  private refused(file: Planned, reason: string): Refusal {
    this.parts.plan.mark(file.number, 'failed');
    this.parts.refuse(file, reason);
    return new Refusal(REFUSED.io, 'Input/output error');
  }
}

const itemOf = (path: string): StagedItem => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  kind: 'file',
  size: 0n,
  mtimeNs: 0n,
});

function fileIn(plan: PutPlan, path: string): Planned | undefined {
  const id = path.slice(3);
  return /^[0-9a-f]{40}$/.test(id) && path === filePlace(id) ? plan.named(id) : undefined;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
