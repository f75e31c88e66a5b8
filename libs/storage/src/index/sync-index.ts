import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { digestOfName } from '../format/object-name.js';
import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';
import { inParallel } from '../in-parallel.js';
import { decodeShard } from './index-shard.js';
import type { LocalIndex } from './local-index.js';

/** Shards have 4 MiB at most. */
const READ_AT_ONCE = 4;

/**
 * Brings the local index level with the location: reads shards it has not seen, and marks which packs are there.
 * Costs one listing of names and the new shards, so a deleted work folder costs a read of all shards and no upload.
 * @param unusable packs that do not count as present though they are listed
 * @param read told of each shard that was not known yet
 * A damaged shard is left out here; verify names it, and `readUncoveredPacks` does without it.
 *
 * @throws StorageError `location-unreachable`, `location-refused`, `disk-full`
 */
export async function syncIndex(
  index: LocalIndex,
  objects: ObjectStore,
  keys: RepositoryKeys,
  unusable: ReadonlySet<string> = new Set(),
  read: (name: string, isReadable: boolean) => void = () => {},
): Promise<void> {
  const shards = new Set<string>();
  const unseen: string[] = [];
  for await (const { name } of objects.location.list('index/')) {
    const sha256 = digestOfName(name)!;
    shards.add(sha256);
    if (!index.hasShard(Buffer.from(sha256, 'hex'))) unseen.push(name);
  }
  await inParallel(unseen, READ_AT_ONCE, async (name) => {
    try {
      const bytes = await objects.get(name);
      const packs = decodeShard(keys, bytes, name);
      const sha256 = Buffer.from(digestOfName(name)!, 'hex');
      index.transaction(() => index.addShard(sha256, packs, false));
      read(name, true);
    } catch (error) {
      if (!(error instanceof StorageError) || !/^(object|format)-/.test(error.code)) throw error;
      read(name, false);
    }
  });
  for (const known of index.shards()) if (!shards.has(known.toString('hex'))) index.forgetShard(known);
  index.database.exec(
    'CREATE TEMP TABLE IF NOT EXISTS listed (sha256 BLOB PRIMARY KEY, size INTEGER) WITHOUT ROWID',
  );
  index.database.exec('DELETE FROM temp.listed');
  const add = index.database.prepare('INSERT OR REPLACE INTO temp.listed VALUES (?, ?)');
  for (const prefix of ['data/', 'tree/']) {
    let batch: { sha256: Buffer; size: number }[] = [];
    const flush = () => index.transaction(() => batch.forEach((row) => add.run(row.sha256, row.size)));
    for await (const { name, size } of objects.location.list(prefix)) {
      if (unusable.has(name)) continue;
      batch.push({ sha256: Buffer.from(digestOfName(name)!, 'hex'), size });
      if (batch.length === 1000) {
        flush();
        batch = [];
      }
    }
    flush();
  }
  index.transaction(() =>
    index.database.exec(
      `UPDATE pack SET present = found FROM (
         SELECT p.id, (l.sha256 IS NOT NULL AND NOT p.altered) AS found
         FROM pack p LEFT JOIN temp.listed l ON l.sha256 = p.sha256 AND l.size = p.size
       ) AS now WHERE pack.id = now.id AND pack.present <> found`,
    ),
  );
}
