import type { Entry, PullSource } from '@holdfast/contracts';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { constants, open } from 'node:fs/promises';
import type { ByteSupply } from '../chunking/byte-supply.js';
import { fileSupply, streamSupply } from '../chunking/byte-supply.js';
import { cutContent } from '../chunking/cut-content.js';
import type { IdList } from '../tree/id-list.js';
import { IdListWriter } from '../tree/id-list.js';
import type { ChunkStore } from './chunk-store.js';

export interface ReadFile {
  readonly sha256: Buffer;
  readonly ids: IdList;
  readonly bytes: bigint;
  /** Of the file while it was read, where this workstation can tell; else as announced. */
  readonly mtimeNs: bigint;
  readonly highEntropyBytes: number;
  /** It changed under the reading, so what was read may be part old and part new. */
  readonly changed: boolean;
}

export interface ReadContext {
  readonly source: PullSource;
  readonly store: ChunkStore;
  readonly gear: Uint32Array;
  readonly buffer: Buffer;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

/** Reads, cuts and stores one file; once more when it changed meanwhile. What was read counts, not what was announced. */
export async function readFile(context: ReadContext, entry: Entry): Promise<ReadFile> {
  const first = await readOnce(context, entry);
  return first.changed ? readOnce(context, entry) : first;
}

async function readOnce(context: ReadContext, entry: Entry): Promise<ReadFile> {
  const handle = await openLocal(entry);
  const before = await handle?.stat({ bigint: true });
  const supply: ByteSupply = handle
    ? fileSupply(handle)
    : streamSupply(context.source.open(entry, context.signal));
  try {
    const digest = createHash('sha256');
    const list = new IdListWriter(context.store.putTree);
    let bytes = 0n;
    let highEntropyBytes = 0;
    for await (const chunk of cutContent(supply, context.gear, context.buffer)) {
      context.signal?.throwIfAborted();
      digest.update(chunk);
      bytes += BigInt(chunk.length);
      const { id, highEntropy } = await context.store.put('data', chunk);
      if (highEntropy) highEntropyBytes += chunk.length;
      await list.add(id);
      context.onBytes(chunk.length);
    }
    const after = await handle?.stat({ bigint: true });
    const changed =
      before !== undefined &&
      (after!.mtimeNs !== before.mtimeNs || after!.size !== before.size || bytes !== before.size);
    const mtimeNs = before?.mtimeNs ?? entry.mtimeNs;
    return { sha256: digest.digest(), ids: await list.finish(), bytes, mtimeNs, highEntropyBytes, changed };
  } finally {
    await supply.close();
  }
}

/** A link or a device put in a file's place after the scan is left to the source, which says what became of it. */
async function openLocal(entry: Entry): Promise<FileHandle | undefined> {
  if (entry.localPath === undefined) return undefined;
  try {
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const handle = await open(entry.localPath, flags);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch {
    // The source opens it again and names the cause.
  }
  return undefined;
}
