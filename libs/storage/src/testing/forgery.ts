import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { hkdf } from '../crypto/hkdf.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { seal } from '../crypto/sealing.js';
import { ByteWriter } from '../format/byte-writer.js';
import { objectHeader } from '../format/object-header.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import { encodeSegment } from '../format/segment-object.js';
import type { IndexedPack } from '../index/index-shard.js';
import { encodeShard } from '../index/index-shard.js';
import { ShardEntries } from '../index/shard-entries.js';
import { PackWriter } from '../packs/pack-writer.js';
import type { PackKind } from '../packs/pack-layout.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { encodeRoot } from '../snapshots/snapshot-root.js';
import type { IdList } from '../tree/id-list.js';
import { encodeIdList, LIST_CHUNK, NO_IDS, NODE_CHUNK } from '../tree/id-list.js';

/** Fields of an entry as bytes, so that any of them can be absurd. */
export interface ForgedEntry {
  readonly name: string | Buffer;
  readonly kind?: number;
  readonly size?: bigint;
  readonly mtimeNs?: bigint;
  readonly mode?: number;
  readonly category?: string;
  /** What stands behind the name: an id list of nothing by default. */
  readonly content?: Buffer;
}

/**
 * Somebody who knows the repository secret (a second workstation gone bad) and seals what the honest program never
 * would. All that it stores is authentic: names, seals and ids are right, and what they hold is not.
 */
export class Forgery {
  private readonly open = new Map<PackKind, PackWriter>();
  private readonly names: string[] = [];

  constructor(
    private readonly objects: Map<string, Buffer>,
    readonly keys: RepositoryKeys,
    private readonly spool: string,
  ) {
    mkdirSync(spool, { recursive: true });
  }

  chunk(kind: PackKind, plain: Buffer): Buffer {
    const id = this.keys.chunkId(kind, plain);
    let pack = this.open.get(kind);
    if (!pack) this.open.set(kind, (pack = new PackWriter(kind, this.keys, this.spool)));
    pack.add(id, plain);
    return id;
  }

  node(...entries: readonly ForgedEntry[]): Buffer {
    return this.chunk('tree', Buffer.concat([Buffer.of(NODE_CHUNK), ...entries.map(forged)]));
  }

  list(level: number, ids: readonly Buffer[]): Buffer {
    return this.chunk('tree', Buffer.concat([Buffer.of(LIST_CHUNK, level), ...ids]));
  }

  /** 64 · 4,096³ times the same id, in three chunks. */
  bomb(id: Buffer): IdList {
    let repeated = id;
    for (let level = 0; level < 3; level++) repeated = this.list(level, Array<Buffer>(4096).fill(repeated));
    return { depth: 3, ids: Array<Buffer>(64).fill(repeated) };
  }

  object(kind: 'segment' | 'index' | 'snapshot' | 'mark' | PackKind, bytes: Buffer): string {
    const name = objectName(kind, sha256Hex(bytes));
    this.objects.set(name, bytes);
    return name;
  }

  /** `header ‖ salt ‖ sealed`: a shard or a mark of any contents. */
  sealed(kind: 'index' | 'mark', purpose: string, plain: Buffer): Buffer {
    const prelude = Buffer.concat([objectHeader(kind), randomBytes(32)]);
    return Buffer.concat([
      prelude,
      seal(hkdf(this.keys.metadataKey, prelude.subarray(8), purpose), 0, prelude, plain),
    ]);
  }

  /** A pack whose list of chunks says anything; `chunks` are sealed as they are. */
  pack(
    kind: PackKind,
    chunks: readonly { id: Buffer; bytes: Buffer; plainLength: number; flags: number }[],
  ): string {
    const epoch = this.keys.newestEpoch();
    const prelude = Buffer.concat([objectHeader(kind), Buffer.alloc(4), randomBytes(32)]);
    prelude.writeUInt32BE(epoch.number, 8);
    const salt = prelude.subarray(12);
    const key = hkdf(kind === 'data' ? epoch.key : this.keys.metadataKey, salt, `${kind} pack`);
    const headerKey = hkdf(this.keys.metadataKey, salt, 'pack header');
    const sealed = chunks.map(({ bytes }, number) => seal(key, number, prelude, bytes));
    const plain = new ByteWriter();
    chunks.forEach(({ id, plainLength, flags }, i) =>
      plain.raw(id).u32(sealed[i]!.length).u32(plainLength).u8(flags),
    );
    const header = seal(headerKey, 0xffffffff, prelude, plain.toBuffer());
    const body = Buffer.concat([prelude, ...sealed]);
    const where = new ByteWriter(8).u32(body.length).u32(header.length).toBuffer();
    const name = this.object(
      kind,
      Buffer.concat([body, header, seal(headerKey, 0xfffffffe, prelude, where)]),
    );
    const entries = ShardEntries.of(
      chunks.map(({ id, plainLength }, i) => ({ id, length: sealed[i]!.length, plainLength })),
    );
    this.shard([
      { kind, sha256: Buffer.from(name.slice(5), 'hex'), size: this.objects.get(name)!.length, entries },
    ]);
    this.names.push(name);
    return name;
  }

  shard(packs: readonly IndexedPack[]): void {
    this.names.push(this.object('index', encodeShard(this.keys, packs)));
  }

  /** The newest snapshot of phone `p`: its root may be the honest fields, changed, or any bytes. */
  snapshot(root: Partial<SnapshotRoot> | Buffer, more: readonly string[] = []): string {
    for (const [kind, writer] of this.open) {
      const { sha256, size, file, entries } = writer.finish();
      this.objects.set(`${kind}/${sha256}`, readFileSync(file));
      this.names.push(`${kind}/${sha256}`);
      this.shard([
        { kind, sha256: Buffer.from(sha256, 'hex'), size, entries: new ShardEntries(Buffer.from(entries)) },
      ]);
    }
    this.open.clear();
    const segment = this.object('segment', encodeSegment([...this.names, ...more]));
    const prelude = new ByteWriter()
      .raw(objectHeader('snapshot'))
      .u32(1)
      .raw(Buffer.from(segment.slice('segment/'.length), 'hex'));
    const salt = randomBytes(32);
    const covered = prelude.raw(salt).toBuffer();
    const key = hkdf(this.keys.metadataKey, salt, 'snapshot root');
    const plain = Buffer.isBuffer(root) ? root : encodeRoot({ ...HONEST, ...root });
    return this.object('snapshot', Buffer.concat([covered, seal(key, 0, covered, plain)]));
  }
}

const HONEST: SnapshotRoot = {
  phone: 'p',
  sourceName: 'android:1',
  takenAtMs: Date.UTC(2026, 0, 2),
  files: 10,
  bytes: 10n,
  tree: NO_IDS,
  rootMtimeNs: 0n,
  leftOut: 0,
  leftOutList: NO_IDS,
  wraps: [],
};

/** The root that an honest run would have written, as the JSON that a forger begins with. */
export const honestRoot = (): Record<string, unknown> =>
  JSON.parse(encodeRoot(HONEST).toString()) as Record<string, unknown>;

export const oneOf = (...ids: Buffer[]): IdList => ({ depth: 0, ids });
export const inBundle = (id: Buffer, offset: number): Buffer =>
  new ByteWriter(37).u8(255).raw(id).u32(offset).toBuffer();

function forged(entry: ForgedEntry): Buffer {
  const { kind = 0, mode = 0o644, mtimeNs = 0n, size = 0n, category = 'other' } = entry;
  const name = Buffer.from(entry.name);
  const content = entry.content ?? encodeIdList(NO_IDS);
  const body = new ByteWriter().u8(kind).u8(1).u16(mode).i64(mtimeNs).u64(size);
  body.u8(category.length).raw(Buffer.from(category, 'latin1')).u16(name.length).raw(name).raw(content);
  const bytes = body.toBuffer();
  return new ByteWriter().u32(bytes.length).raw(bytes).toBuffer();
}
