import { randomInt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { shortId } from '../index/shard-entries.js';
import type { SealedPack } from '../packs/pack-writer.js';
import { PackWriter } from '../packs/pack-writer.js';
import type { ClaimTable } from './claim-table.js';
import { YoungGarbage } from './young-garbage.js';

/** Two are open at a time and each chunk goes to either: the order of lengths is lost. */
const OPEN_PACKS = 2;

/** A sealing thread's packs of contents: known chunks cost a look, new ones are sealed once, whichever thread meets them. */
export class ThreadPacks {
  /** Rows of packs that hold chunks which this run met again. */
  readonly touched = new Set<number>();
  private readonly open: PackWriter[] = [];
  private readonly index: DatabaseSync;
  private readonly known;
  private readonly garbage = new YoungGarbage();

  constructor(
    private readonly keys: RepositoryKeys,
    private readonly spool: string,
    index: string,
    private readonly packBytes: number,
    private readonly claims: ClaimTable,
    private readonly sealed: (pack: SealedPack) => void,
  ) {
    this.index = new DatabaseSync(index, { readOnly: true, timeout: 60_000 });
    this.known = this.index.prepare(
      'SELECT p.id FROM chunk c JOIN pack p ON p.id = c.pack WHERE c.id = ? AND p.present = 1 LIMIT 1',
    );
  }

  /** @throws StorageError `disk-full` */
  put(plain: Buffer): { id: Buffer; highEntropy: boolean } {
    const id = this.keys.chunkId('data', plain);
    if (!this.claims.claim(id)) return { id, highEntropy: false };
    const row = this.known.get(shortId(id)) as { id: number } | undefined;
    if (row) {
      this.touched.add(row.id);
      return { id, highEntropy: false };
    }
    if (this.open.length < OPEN_PACKS)
      this.open.push(new PackWriter('data', this.keys, this.spool, this.packBytes));
    const at = randomInt(this.open.length);
    const pack = this.open[at]!;
    const { compressed } = pack.add(id, plain);
    this.garbage.made(plain.length);
    if (pack.full) {
      this.open.splice(at, 1);
      this.sealed(pack.finish());
    }
    return { id, highEntropy: !compressed };
  }

  flush(): void {
    for (const pack of this.open.splice(0)) this.sealed(pack.finish());
  }

  discard(): void {
    for (const pack of this.open.splice(0)) pack.discard();
    this.index.close();
  }
}
