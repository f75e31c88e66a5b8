import { createHash, randomBytes, randomInt } from 'node:crypto';
import { closeSync, fsync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { sealInPieces, TAG_BYTES } from '../crypto/sealing.js';
import { spoolFailure } from '../repository/work-folder.js';
import { compress } from './compression.js';
import type { PackEntry, PackKind } from './pack-layout.js';
import * as layout from './pack-layout.js';
import { paddedPackBytes } from './padding.js';

const fsyncOf = promisify(fsync);

/** A closed pack in the spool, durable there and ready to be sent. */
export interface SealedPack {
  readonly kind: PackKind;
  readonly sha256: string;
  readonly size: number;
  readonly file: string;
  readonly ids: readonly Buffer[];
}

/** One open pack: a spool file that grows by sealed pieces of 64 KiB, so that memory holds no pack. */
export class PackWriter {
  private readonly salt = randomBytes(32);
  private readonly prelude: Buffer;
  private readonly key: Buffer;
  private readonly file: string;
  private readonly descriptor: number;
  private readonly digest = createHash('sha256');
  private readonly entries: PackEntry[] = [];
  private at = 0;

  /** @throws StorageError `disk-full` */
  constructor(
    readonly kind: PackKind,
    private readonly keys: RepositoryKeys,
    spool: string,
  ) {
    this.prelude = layout.packPrelude(kind, keys.newestEpoch().number, this.salt);
    this.key = layout.packKey(kind, keys, this.prelude, 'a new pack');
    this.file = join(spool, `${this.salt.toString('hex')}.pack`);
    try {
      this.descriptor = openSync(this.file, 'wx', 0o600);
      this.append(this.prelude);
    } catch (error) {
      throw spoolFailure(error, spool);
    }
  }

  get full(): boolean {
    return this.at >= layout.PACK_BYTES[this.kind] || this.entries.length >= layout.MAX_PACK_CHUNKS;
  }

  get empty(): boolean {
    return this.entries.length === 0;
  }

  /** Answers whether compression helped. @throws StorageError `disk-full` */
  add(id: Buffer, plain: Buffer): { compressed: boolean } {
    const { bytes, compressed } = compress(plain);
    this.write(id, bytes, plain.length, compressed, false);
    return { compressed };
  }

  /** Adds dummy, padding, sealed header and trailer, and makes the file durable. @throws StorageError `disk-full` */
  async finish(): Promise<SealedPack> {
    const ids = this.entries.map((entry) => entry.id);
    // A chunk alone in its pack would show its length.
    const lone = this.entries.length === 1 ? this.entries[0] : undefined;
    if (lone) {
      const room = Math.min(layout.PACK_BYTES.tree, Math.max(4096, Math.floor(lone.length / 8)));
      const dummy = randomBytes(randomInt(1, room));
      this.write(randomBytes(32), dummy, dummy.length, false, true);
    }
    try {
      const needed = this.at + layout.packOverhead(this.entries.length) - layout.PRELUDE_BYTES;
      this.append(randomBytes(paddedPackBytes(needed) - needed));
      const header = layout.sealPackHeader(this.keys, this.prelude, this.entries);
      const offset = this.at;
      this.append(header);
      this.append(layout.sealPackTrailer(this.keys, this.prelude, offset, header.length));
      await fsyncOf(this.descriptor);
      closeSync(this.descriptor);
    } catch (error) {
      throw spoolFailure(error, this.file);
    }
    return { kind: this.kind, sha256: this.digest.digest('hex'), size: this.at, file: this.file, ids };
  }

  discard(): void {
    closeSync(this.descriptor);
    rmSync(this.file, { force: true });
  }

  private write(id: Buffer, bytes: Buffer, plainLength: number, compressed: boolean, dummy: boolean): void {
    const number = this.entries.length;
    const offset = this.at;
    try {
      for (const piece of sealInPieces(this.key, number, this.prelude, bytes)) this.append(piece);
    } catch (error) {
      throw spoolFailure(error, this.file);
    }
    const length = bytes.length + TAG_BYTES;
    this.entries.push({ id, number, offset, length, plainLength, compressed, dummy });
  }

  private append(bytes: Uint8Array): void {
    this.digest.update(bytes);
    for (let done = 0; done < bytes.length;) done += writeSync(this.descriptor, bytes, done);
    this.at += bytes.length;
  }
}
