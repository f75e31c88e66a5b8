import type { Entry } from '@holdfast/contracts';
import { createHmac, randomBytes } from 'node:crypto';
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
  private readonly nameKey: Buffer;

  constructor(
    private readonly index: LocalIndex,
    private readonly keys: RepositoryKeys,
    phone: string,
  ) {
    this.nameKey = hkdf(keys.journalKey, Buffer.from(phone), 'journal names');
  }

  find(entry: Entry): Buffer | undefined {
    const row = this.index.database.prepare('SELECT content FROM journal WHERE key = ?').get(this.key(entry));
    if (!row) return undefined;
    const content = Buffer.from(row['content'] as Uint8Array);
    try {
      return unseal(
        this.rowKey(content.subarray(0, 16)),
        0,
        content.subarray(0, 16),
        content.subarray(16),
        'journal',
      );
    } catch {
      return undefined;
    }
  }

  add(entry: Entry, content: Buffer): void {
    const salt = randomBytes(16);
    const sealed = Buffer.concat([salt, seal(this.rowKey(salt), 0, salt, content)]);
    this.index.database.prepare('INSERT OR REPLACE INTO journal VALUES (?, ?)').run(this.key(entry), sealed);
  }

  clear(): void {
    this.index.transaction(() => this.index.database.exec('DELETE FROM journal'));
  }

  private rowKey(salt: Uint8Array): Buffer {
    return hkdf(this.keys.journalKey, salt, 'journal row');
  }

  private key(entry: Entry): Buffer {
    const text = new ByteWriter(128);
    for (const name of entry.path) text.u32(name.length).raw(name);
    text.raw(Buffer.from(`${entry.size} ${entry.mtimeNs} ${entry.ref}`));
    return createHmac('sha256', this.nameKey).update(text.toBuffer()).digest();
  }
}
