import { ContentCutter } from '../chunking/content-cutter.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { FileContent } from '../tree/file-content.js';
import { IdListWriter } from '../tree/id-list.js';

/** Files that are made of what a snapshot holds, one after the other, into chunks of this computer alone, cut as a backup cuts them. */
export class MadeFiles {
  private readonly cutter: ContentCutter;
  private open: { readonly list: IdListWriter; size: bigint } | undefined;

  constructor(private readonly state: Pick<OpenState, 'keys' | 'chunks'>) {
    this.cutter = new ContentCutter(state.keys.gearTable);
  }

  get isOpen(): boolean {
    return this.open !== undefined;
  }

  begin(): void {
    const { local } = this.state.chunks;
    this.open = { list: new IdListWriter(async (plain) => local.put('tree', plain)), size: 0n };
    this.cutter.begin();
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const room = this.cutter.room();
      const piece = bytes.subarray(at, at + room.length);
      room.set(piece);
      this.cutter.filled(piece.length);
      at += piece.length;
      this.open!.size += BigInt(piece.length);
      await this.takeChunks();
    }
  }

  async end(): Promise<{ readonly content: FileContent; readonly size: bigint }> {
    const { list, size } = this.open!;
    this.cutter.end();
    await this.takeChunks();
    this.open = undefined;
    return { content: { ids: await list.finish() }, size };
  }

  private async takeChunks(): Promise<void> {
    for (let chunk = this.cutter.next(); chunk; chunk = this.cutter.next())
      await this.open!.list.add(this.state.chunks.local.put('data', chunk));
  }
}
