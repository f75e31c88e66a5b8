import type { Entry } from '@holdfast/contracts';
import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { hkdf } from '../crypto/hkdf.js';
import { seal, unseal } from '../crypto/sealing.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { LocalIndex } from '../index/local-index.js';

/**
 * Which files runs that did not end have read already, so that an unplugged phone is not read again. Keys are keyed
 * digests and rows are sealed: a thief of the disk learns neither names nor contents. Emptied by each commit.
 */
export class ReadJournal {
  private readonly nameKey: KeyObject;
  /** Each run seals its rows under a key of its own, numbered, so that no nonce comes twice. */
  private readonly salt = randomBytes(16);
  private number = 0;
  private readonly rowKeys = new Map<string, Buffer>();
  private waiting: { key: Buffer; row: Buffer }[] = [];
  private waitingBytes = 0n;
  private readonly empty: boolean;

  constructor(
    private readonly index: LocalIndex,
    private readonly keys: RepositoryKeys,
    phone: string,
  ) {
    this.nameKey = createSecretKey(hkdf(keys.journalKey, Buffer.from(phone), 'journal names'));
    this.empty = index.database.prepare('SELECT 1 FROM journal LIMIT 1').get() === undefined;
  }

  find(entry: Entry): Buffer | undefined {
    if (this.empty) return undefined;
    const found = this.index.database
      .prepare('SELECT content FROM journal WHERE key = ?')
      .get(this.key(entry));
    if (!found) return undefined;
    const row = Buffer.from(found['content'] as Uint8Array);
    if (row.length < 20) return undefined;
    try {
      return unseal(
        this.rowKey(row.subarray(0, 16)),
        row.readUInt32BE(16),
        row.subarray(0, 16),
        row.subarray(20),
        'journal',
      );
    } catch {
      return undefined;
    }
  }

  /** Kept at the latest after 128 files or 8 MiB: what a kill can make a run read again. */
  add(entry: Entry, content: Buffer): void {
    const number = Buffer.alloc(4);
    number.writeUInt32BE((this.number += 1));
    const sealed = seal(this.rowKey(this.salt), this.number, this.salt, content);
    this.waiting.push({ key: this.key(entry), row: Buffer.concat([this.salt, number, sealed]) });
    this.waitingBytes += entry.size;
    if (this.waiting.length >= 128 || this.waitingBytes >= 8n * 1024n * 1024n) this.flush();
  }

  flush(): void {
    const rows = this.waiting;
    [this.waiting, this.waitingBytes] = [[], 0n];
    const insert = this.index.database.prepare('INSERT OR REPLACE INTO journal VALUES (?, ?)');
    this.index.transaction(() => rows.forEach(({ key, row }) => insert.run(key, row)));
  }

  clear(): void {
    this.waiting = [];
    this.index.transaction(() => this.index.database.exec('DELETE FROM journal'));
  }

  private rowKey(salt: Uint8Array): Buffer {
    const name = Buffer.from(salt).toString('hex');
    let key = this.rowKeys.get(name);
    if (!key) this.rowKeys.set(name, (key = hkdf(this.keys.journalKey, salt, 'journal row')));
    return key;
  }

  private key(entry: Entry): Buffer {
    const text = new ByteWriter(128);
    for (const name of entry.path) text.u32(name.length).raw(name);
    text.raw(Buffer.from(`${entry.size} ${entry.mtimeNs} ${entry.ref}`));
    return createHmac('sha256', this.nameKey).update(text.toBuffer()).digest();
  }
}
