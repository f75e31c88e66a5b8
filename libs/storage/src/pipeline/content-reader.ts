import type { BigIntStats } from 'node:fs';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ContentCutter } from '../chunking/content-cutter.js';
import type { Bundle } from './bundle.js';
import type { FileRead, LocalFile } from './messages.js';
import { SMALL_FILE_BYTES } from './messages.js';
import type { ThreadPacks } from './thread-packs.js';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Where a sealing thread's contents go: cut, identified, sealed. */
export interface ContentParts {
  readonly cutter: ContentCutter;
  readonly packs: ThreadPacks;
  readonly bundle: Bundle;
  readonly read: (file: FileRead) => void;
  readonly progress: (bytes: number) => void;
  /** Throws where the run was stopped. */
  readonly check: () => void;
}

/** Chunks of one file as they are cut. */
export class ContentIds {
  private ids = Buffer.allocUnsafe(32 * 64);
  private count = 0;
  bytes = 0;
  highEntropyBytes = 0;

  constructor(private readonly parts: Pick<ContentParts, 'cutter' | 'packs' | 'check'>) {
    parts.cutter.begin();
  }

  /** Stores all chunks that can be cut by now. */
  take(): void {
    const { cutter, packs, check } = this.parts;
    for (let chunk = cutter.next(); chunk; chunk = cutter.next()) {
      check();
      const { id, highEntropy } = packs.put(chunk);
      if (this.count * 32 === this.ids.length) this.ids = Buffer.concat([this.ids, this.ids]);
      id.copy(this.ids, this.count * 32);
      this.count += 1;
      this.bytes += chunk.length;
      if (highEntropy) this.highEntropyBytes += chunk.length;
    }
  }

  get all(): Uint8Array {
    return Uint8Array.from(this.ids.subarray(0, this.count * 32));
  }
}

/**
 * Reads one file of this workstation, once more when it changed meanwhile. What was read counts, not what was announced.
 * False for what cannot be opened, or is a link or a device by now: the source then says what became of it.
 */
export function readLocalFile(parts: ContentParts, { id, path }: LocalFile): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, FLAGS);
  } catch {
    return false;
  }
  try {
    const first = fstatSync(descriptor, { bigint: true });
    if (!first.isFile()) return false;
    if (first.size < BigInt(SMALL_FILE_BYTES) && readSmall(parts, id, descriptor, first)) return true;
    for (let before = first, again = false; ; again = true) {
      const { content, after } = readLarge(parts, descriptor);
      const changed = differs(before, after, content.bytes);
      before = after;
      if (changed && !again) continue;
      const { bytes, highEntropyBytes, all: ids } = content;
      parts.read({ id, ids, bytes, highEntropyBytes, mtimeNs: after.mtimeNs, changed });
      return true;
    }
  } catch (error) {
    // The phone's own trouble (a card that fails): the source names it. A full disk here is another matter.
    if ((error as NodeJS.ErrnoException).syscall === 'read') return false;
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** False for a file that grew large, or changed, while it was read. */
function readSmall(parts: ContentParts, id: number, descriptor: number, before: BigIntStats): boolean {
  const room = parts.bundle.room(SMALL_FILE_BYTES);
  let bytes = 0;
  for (let read = -1; read !== 0 && bytes < room.length; bytes += read)
    read = readSync(descriptor, room, bytes, room.length - bytes, bytes);
  const after = fstatSync(descriptor, { bigint: true });
  if (differs(before, after, bytes)) return false;
  if (bytes === 0)
    parts.read({
      id,
      ids: new Uint8Array(0),
      bytes,
      highEntropyBytes: 0,
      mtimeNs: after.mtimeNs,
      changed: false,
    });
  else parts.bundle.add(id, bytes, { mtimeNs: after.mtimeNs, changed: false });
  parts.progress(bytes);
  return true;
}

function readLarge(parts: ContentParts, descriptor: number): { content: ContentIds; after: BigIntStats } {
  const content = new ContentIds(parts);
  let at = 0;
  let told = 0;
  for (let ended = false; !ended;) {
    for (let room = parts.cutter.room(); room.length > 0 && !ended; room = parts.cutter.room()) {
      const read = readSync(descriptor, room, 0, room.length, at);
      ended = read === 0;
      at += read;
      parts.cutter.filled(read);
    }
    if (ended) parts.cutter.end();
    content.take();
    parts.progress(at - told);
    told = at;
  }
  return { content, after: fstatSync(descriptor, { bigint: true }) };
}

function differs(before: BigIntStats, after: BigIntStats, bytes: number): boolean {
  return before.mtimeNs !== after.mtimeNs || before.size !== after.size || BigInt(bytes) !== after.size;
}
