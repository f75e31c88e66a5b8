import type { Entry } from '@holdfast/contracts';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { hkdf } from '../crypto/hkdf.js';
import { seal, unseal } from '../crypto/sealing.js';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { spoolFailure } from '../repository/work-folder.js';
import { StorageError } from '../storage-error.js';
import type { Staging } from './staging.js';

const SALT_BYTES = 16;
/** Kept at the latest after this much: what a kill can make a run read again. */
const FLUSH_FILES = 1024;
const FLUSH_BYTES = 8n * 1024n * 1024n;
/** No frame that this library writes is larger. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

/**
 * Which files runs that did not end have read already, so that an unplugged phone is not read again: an append-only
 * file of `length u32 ‖ salt(16) ‖ number u32 ‖ sealed`, in sealed `(key(32) ‖ length u32 ‖ content)…`. A thief of the
 * disk learns neither names nor contents. A torn or foreign frame ends it. Removed by each commit.
 */
export class ReadJournal {
  private readonly file: string;
  /** Each run seals its frames under a key of its own, numbered, so that no nonce comes twice. */
  private readonly salt = randomBytes(SALT_BYTES);
  private number = 0;
  private waiting = new ByteWriter(64 * 1024);
  private waitingFiles = 0;
  private waitingBytes = 0n;
  private empty = true;

  constructor(
    private readonly keys: RepositoryKeys,
    folder: string,
    phone: string,
    private readonly staging: Staging,
  ) {
    const name = hkdf(keys.journalKey, Buffer.from(phone), 'journal name', 16).toString('hex');
    this.file = join(folder, `${name}.journal`);
    this.read();
  }

  /** Content row of a file that was read before as the scan has it now. */
  find(entry: Entry): Buffer | undefined {
    if (this.empty) return undefined;
    const row = this.staging.sql('SELECT content FROM read_before WHERE key = ?').get(keyOf(entry));
    return row && Buffer.from(row['content'] as Uint8Array);
  }

  add(entry: Entry, content: Buffer): void {
    this.waiting.raw(keyOf(entry)).u32(content.length).raw(content);
    this.waitingFiles += 1;
    this.waitingBytes += entry.size;
    if (this.waitingFiles >= FLUSH_FILES || this.waitingBytes >= FLUSH_BYTES) this.flush();
  }

  /** @throws StorageError `disk-full` */
  flush(): void {
    if (this.waitingFiles === 0) return;
    const number = (this.number += 1);
    const sealed = seal(this.frameKey(this.salt), number, this.salt, this.waiting.toBuffer());
    const frame = new ByteWriter(sealed.length + 24)
      .u32(sealed.length)
      .raw(this.salt)
      .u32(number)
      .raw(sealed);
    [this.waiting, this.waitingFiles, this.waitingBytes] = [new ByteWriter(64 * 1024), 0, 0n];
    try {
      appendFileSync(this.file, frame.toBuffer(), { mode: 0o600 });
    } catch (error) {
      throw spoolFailure(error, this.file);
    }
  }

  clear(): void {
    [this.waiting, this.waitingFiles, this.waitingBytes] = [new ByteWriter(256), 0, 0n];
    rmSync(this.file, { force: true });
  }

  /** Puts what earlier runs have read into the staging table, which lives as long as this run. */
  private read(): void {
    for (const frame of this.frames()) {
      const reader = new ByteReader(frame, 'The journal');
      try {
        while (reader.left > 0) this.readBefore(reader.raw(32), reader.raw(reader.u32()));
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        return;
      }
      this.empty = false;
    }
  }

  private readBefore(key: Buffer, content: Buffer): void {
    this.staging.sql('INSERT OR REPLACE INTO read_before (key, content) VALUES (?, ?)').run(key, content);
  }

  private *frames(): Generator<Buffer> {
    let descriptor: number;
    try {
      descriptor = openSync(this.file, 'r');
    } catch {
      return;
    }
    try {
      const { size } = fstatSync(descriptor);
      const head = Buffer.alloc(4 + SALT_BYTES + 4);
      for (let at = 0; at + head.length <= size;) {
        readSync(descriptor, head, 0, head.length, at);
        at += head.length;
        const length = head.readUInt32BE(0);
        if (length > MAX_FRAME_BYTES || at + length > size) return;
        const sealed = Buffer.alloc(length);
        readSync(descriptor, sealed, 0, length, at);
        at += length;
        const salt = head.subarray(4, 4 + SALT_BYTES);
        yield unseal(this.frameKey(salt), head.readUInt32BE(4 + SALT_BYTES), salt, sealed, 'The journal');
      }
    } catch {
      // Of another repository's secret, or torn: those files are read again.
    } finally {
      closeSync(descriptor);
    }
  }

  private frameKey(salt: Uint8Array): Buffer {
    return hkdf(this.keys.journalKey, salt, 'journal frame');
  }
}

function keyOf(entry: Entry): Buffer {
  const text = new ByteWriter(128);
  for (const name of entry.path) text.u32(name.length).raw(name);
  text.raw(Buffer.from(`${entry.size} ${entry.mtimeNs} ${entry.ref}`));
  return createHash('sha256').update(text.toBuffer()).digest();
}
