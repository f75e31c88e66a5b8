import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { sha256Hex } from '../format/object-name.js';
import type { PackKind } from '../packs/pack-layout.js';
import { PackReader } from '../packs/pack-reader.js';
import { FileParts } from '../target/file-parts.js';
import type { ExactTimes } from '../target/exact-times.js';
import type { TargetFolder } from '../target/target-folder.js';
import { StorageError } from '../storage-error.js';
import { failureOf } from '../target/file-order.js';
import type { Finding, PackOrder, PackWritten } from './pack-order.js';

/** Opens whole packs: writes their chunks into files, or says what is wrong with them. Synchronous, for a thread. */
export class PackOpener {
  constructor(
    private readonly keys: RepositoryKeys,
    private readonly target?: { readonly folder: TargetFolder; readonly times: ExactTimes | undefined },
    private readonly opened: (bytes: number) => void = () => {},
  ) {}

  /** Each chunk is opened once and checked by its tag and by its id. What fails is told, and the rest still written. */
  write(order: PackOrder): PackWritten {
    const chunks: { chunk: number; failure: ReturnType<typeof failureOf> }[] = [];
    const parts = new FileParts(order.files, this.target!.folder, this.target!.times);
    try {
      let pack: PackReader | undefined;
      let broken: unknown;
      try {
        pack = new PackReader(order.kind, this.keys, asBuffer(order.bytes), order.name);
      } catch (error) {
        broken = error;
      }
      order.chunks.forEach(({ id, pieces }, chunk) => {
        try {
          if (!pack) throw broken;
          const plain = pack.chunk(id);
          for (const piece of pieces) parts.write(piece, plain);
          this.opened(plain.length);
        } catch (error) {
          if (!(error instanceof StorageError)) throw error;
          chunks.push({ chunk, failure: failureOf(error) });
        }
      });
    } finally {
      parts.close();
    }
    return { chunks, files: parts.failures };
  }

  /** Reads everything of a pack, down to each sealed chunk. */
  check(kind: PackKind, name: string, bytes: Uint8Array): Finding | undefined {
    if (sha256Hex(bytes) !== name.slice(name.lastIndexOf('/') + 1)) return 'altered';
    try {
      new PackReader(kind, this.keys, asBuffer(bytes), name).checkAll(this.opened);
      return undefined;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      return error.code === 'epoch-closed' ? 'closed' : 'unreadable';
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
