import type { Hash, KeyObject } from 'node:crypto';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { sealInPieces, TAG_BYTES } from '../crypto/sealing.js';
import { ShardEntries } from '../index/shard-entries.js';
import { spoolFailure } from '../repository/work-folder.js';
import { compress } from './compression.js';
import type { PackEntry, PackKind } from './pack-layout.js';
import * as layout from './pack-layout.js';
import { paddedPackBytes } from './padding.js';

/** A closed pack in the spool, ready to be sent. Its file bears its digest as its name. */
export interface SealedPack {
  readonly kind: PackKind;
  readonly sha256: string;
  readonly size: number;
  readonly file: string;
  /** What an index shard says of it: `ShardEntries`. */
  readonly entries: Uint8Array;
}

/** Sealed pieces that are written together. */
const WRITE_BYTES = 1024 * 1024;

/** One open pack: a spool file that grows by sealed pieces, so that memory holds no pack. */
export class PackWriter {
  private readonly salt = randomBytes(32);
  private readonly prelude: Buffer;
  private readonly key: KeyObject;
  private readonly file: string;
  private readonly descriptor: number;
  private readonly digest: Hash = createHash('sha256');
  private readonly entries: PackEntry[] = [];
  private at = 0;

  /**
   * @param fullAt bytes at which it is to be closed
   * @throws StorageError `disk-full`
   */
  constructor(
    readonly kind: PackKind,
    private readonly keys: RepositoryKeys,
    private readonly spool: string,
    private readonly fullAt: number = layout.PACK_BYTES[kind],
  ) {
    const epoch = keys.newestEpoch();
    this.prelude = layout.packPrelude(kind, epoch.number, this.salt);
    this.key = layout.packKey(kind, keys, this.prelude, epoch);
    this.file = join(spool, `${this.salt.toString('hex')}.open`);
    try {
      this.descriptor = openSync(this.file, 'wx', 0o600);
    } catch (error) {
      throw spoolFailure(error, spool);
    }
    this.guarded(() => this.append([this.prelude]));
  }

  get full(): boolean {
    return this.at >= this.fullAt || this.entries.length >= layout.MAX_PACK_CHUNKS;
  }

  /** Answers whether compression helped. @throws StorageError `disk-full` */
  add(id: Buffer, plain: Buffer): { compressed: boolean } {
    const { bytes, compressed } = compress(plain);
    this.write(id, bytes, plain.length, compressed, false);
    return { compressed };
  }

  /** Adds dummy, padding, sealed header and trailer; making it durable is left to whoever sends it. @throws StorageError `disk-full` */
  finish(): SealedPack {
    // A chunk alone in its pack would show its length.
    const lone = this.entries.length === 1 ? this.entries[0] : undefined;
    if (lone) {
      const room = Math.min(layout.PACK_BYTES.tree, Math.max(4096, Math.floor(lone.length / 8)));
      const dummy = randomBytes(randomInt(1, room));
      this.write(randomBytes(32), dummy, dummy.length, false, true);
    }
    const needed = this.at + layout.packOverhead(this.entries.length) - layout.PRELUDE_BYTES;
    const padding = randomBytes(paddedPackBytes(needed) - needed);
    const header = layout.sealPackHeader(this.keys, this.prelude, this.entries);
    const offset = this.at + padding.length;
    const trailer = layout.sealPackTrailer(this.keys, this.prelude, offset, header.length);
    const sha256 = this.guarded(() => {
      this.append([padding, header, trailer]);
      closeSync(this.descriptor);
      const digest = this.digest.digest('hex');
      renameSync(this.file, spoolFile(this.spool, digest));
      return digest;
    });
    const entries = ShardEntries.of(this.entries.filter(({ dummy }) => !dummy)).bytes;
    return { kind: this.kind, sha256, size: this.at, file: spoolFile(this.spool, sha256), entries };
  }

  discard(): void {
    closeSync(this.descriptor);
    rmSync(this.file, { force: true });
  }

  private write(id: Buffer, bytes: Buffer, plainLength: number, compressed: boolean, dummy: boolean): void {
    const number = this.entries.length;
    const offset = this.at;
    this.guarded(() => this.append(sealInPieces(this.key, number, this.prelude, bytes)));
    const length = bytes.length + TAG_BYTES;
    this.entries.push({ id, number, offset, length, plainLength, compressed, dummy });
  }

  /** Digests the pieces and writes them as they are, many at a time: a copy into one buffer costs as much as the writing. */
  private append(pieces: Iterable<Uint8Array>): void {
    let waiting: Uint8Array[] = [];
    let bytes = 0;
    const flush = (): void => {
      writeAll(this.descriptor, waiting, bytes);
      this.at += bytes;
      [waiting, bytes] = [[], 0];
    };
    for (const piece of pieces) {
      this.digest.update(piece);
      waiting.push(piece);
      bytes += piece.length;
      if (bytes >= WRITE_BYTES) flush();
    }
    if (bytes > 0) flush();
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw spoolFailure(error, this.spool);
    }
  }
}

/** A system may write less than it was given. */
function writeAll(descriptor: number, pieces: Uint8Array[], bytes: number): void {
  let written = writevSync(descriptor, pieces);
  for (let left = bytes - written; left > 0; left -= written) {
    while (pieces.length > 0 && written >= pieces[0]!.length) written -= pieces.shift()!.length;
    pieces[0] = pieces[0]!.subarray(written);
    written = writevSync(descriptor, pieces);
  }
}

/** Where a sealed pack waits to be sent. */
export function spoolFile(spool: string, sha256: string): string {
  return join(spool, `${sha256}.pack`);
}
