import type { PackKind } from '../packs/pack-layout.js';
import type { IndexedPack } from './index-shard.js';
import type { LocalIndex } from './local-index.js';
import { indexedPack } from './local-index.js';
import { SHARD_ENTRY_BYTES, ShardEntries } from './shard-entries.js';

/** A pack with what a shard says of it. */
export interface DescribedPack extends IndexedPack {
  /** The shard that is named for it. */
  readonly shard: string | undefined;
}

const WITHOUT_SHARD = 'p.shard IS NULL AND p.present = 1';

/** Stored, but described by no shard that is there. */
export function packsWithoutShard(index: LocalIndex): Generator<DescribedPack> {
  return eachPack(index, WITHOUT_SHARD, '[]');
}

export function countWithoutShard(index: LocalIndex): { packs: number; bytes: number } {
  return index
    .sql(`SELECT count(*) AS packs, coalesce(sum(p.size), 0) AS bytes FROM pack p WHERE ${WITHOUT_SHARD}`)
    .get() as { packs: number; bytes: number };
}

/** Packs that any of these shards describes, without those that are gone. What is damaged may be healed yet. */
export function packsDescribedBy(index: LocalIndex, shards: readonly string[]): Generator<DescribedPack> {
  return eachPack(
    index,
    `(p.present = 1 OR p.altered = 1) AND p.id IN (
       SELECT d.pack FROM described d JOIN shard s ON s.id = d.shard
       WHERE s.sha256 IN (SELECT unhex(value) FROM json_each(?)))`,
    JSON.stringify(shards),
  );
}

/** @param where of packs `p`; @param list its one parameter, where it has one */
function* eachPack(index: LocalIndex, where: string, list: string): Generator<DescribedPack> {
  const values = where.includes('?') ? [list] : [];
  const kept = index.sql(`SELECT p.id FROM pack p WHERE ${where} AND p.entries IS NOT NULL ORDER BY p.id`);
  for (const { id } of kept.all(...values)) {
    const row = index
      .sql('SELECT kind, sha256, size, shard, entries FROM pack WHERE id = ?')
      .get(id as number)!;
    yield { ...indexedPack(row), shard: shardOf(row) };
  }
  yield* gathered(index, where, values);
}

/** Those of a large shard that was lost: one pass over all chunks, since chunks are not kept by pack. */
function* gathered(index: LocalIndex, where: string, values: readonly string[]): Generator<DescribedPack> {
  const wanted = `${where} AND p.entries IS NULL`;
  const any = index.sql(`SELECT 1 FROM pack p WHERE ${wanted} LIMIT 1`).get(...values);
  if (!any) return;
  const rows = index.database
    .prepare(
      `SELECT c.pack, c.id, c.sealed, c.plain FROM chunk c CROSS JOIN pack p ON p.id = c.pack
       WHERE ${wanted} ORDER BY c.pack`,
    )
    .iterate(...values);
  let pack: number | undefined;
  let pieces: Buffer[] = [];
  for (const row of rows) {
    if (pack !== undefined && row['pack'] !== pack) {
      yield withEntries(index, pack, pieces);
      pieces = [];
    }
    pack = row['pack'] as number;
    pieces.push(entryOf(row));
  }
  if (pack !== undefined) yield withEntries(index, pack, pieces);
}

function entryOf(row: Record<string, unknown>): Buffer {
  const chunk = {
    id: Buffer.from(row['id'] as Uint8Array),
    length: row['sealed'] as number,
    plainLength: row['plain'] as number,
  };
  return ShardEntries.of([chunk]).bytes;
}

function withEntries(index: LocalIndex, id: number, pieces: readonly Buffer[]): DescribedPack {
  const row = index.sql('SELECT kind, sha256, size, shard FROM pack WHERE id = ?').get(id)!;
  return {
    kind: row['kind'] as PackKind,
    sha256: Buffer.from(row['sha256'] as Uint8Array),
    size: row['size'] as number,
    shard: shardOf(row),
    entries: new ShardEntries(Buffer.concat(pieces, pieces.length * SHARD_ENTRY_BYTES)),
  };
}

function shardOf(row: Record<string, unknown>): string | undefined {
  const shard = row['shard'] as Uint8Array | null;
  return shard === null ? undefined : Buffer.from(shard).toString('hex');
}
