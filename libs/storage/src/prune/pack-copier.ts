import { randomInt } from 'node:crypto';
import type { PackUploads } from '../backup/pack-uploads.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { PackKind } from '../packs/pack-layout.js';
import { PackReader } from '../packs/pack-reader.js';
import { PackWriter } from '../packs/pack-writer.js';

/** As many as a backup has open, so that the order of lengths is lost here too. */
const OPEN_PACKS: Record<PackKind, number> = { data: 2, tree: 1 };

/** Copies living chunks, each checked by its seal and its id, into new packs under the newest epoch. */
export class PackCopier {
  private readonly open: PackWriter[] = [];

  constructor(
    private readonly keys: RepositoryKeys,
    private readonly spool: string,
    private readonly uploads: PackUploads,
  ) {}

  /** @throws StorageError `object-altered`, `disk-full`, and what a location's `put` throws */
  async copy(kind: PackKind, pack: Buffer, name: string, wanted: (id: Buffer) => boolean): Promise<void> {
    const reader = new PackReader(kind, this.keys, pack, name);
    for (const id of reader.ids()) {
      if (!wanted(id)) continue;
      const writer = this.writer(kind);
      writer.add(id, reader.chunk(id));
      if (writer.full) await this.close(writer);
    }
  }

  async finish(): Promise<void> {
    for (const writer of [...this.open]) await this.close(writer);
    await this.uploads.drain();
  }

  discard(): void {
    for (const writer of this.open.splice(0)) writer.discard();
  }

  private writer(kind: PackKind): PackWriter {
    const open = this.open.filter((writer) => writer.kind === kind);
    if (open.length < OPEN_PACKS[kind]) {
      this.open.push(new PackWriter(kind, this.keys, this.spool));
      return this.open.at(-1)!;
    }
    return open[randomInt(open.length)]!;
  }

  private async close(writer: PackWriter): Promise<void> {
    this.open.splice(this.open.indexOf(writer), 1);
    await this.uploads.send(writer.finish());
  }
}
