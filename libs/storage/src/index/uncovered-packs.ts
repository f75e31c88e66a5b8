import { digestOfName } from '../format/object-name.js';
import type { PackKind } from '../packs/pack-layout.js';
import { PackReader } from '../packs/pack-reader.js';
import { StorageError } from '../storage-error.js';
import type { ShardPlace } from './store-shards.js';

export interface UncoveredPack {
  readonly kind: PackKind;
  readonly name: string;
  readonly size: number;
}

/** Packs at the location that no readable shard describes. @throws StorageError `location-unreachable` */
export async function* uncoveredPacks({ objects, index }: ShardPlace): AsyncGenerator<UncoveredPack> {
  for (const kind of ['tree', 'data'] as const) {
    for await (const { name, size } of objects.location.list(`${kind}/`))
      if (!index.packByDigest(Buffer.from(digestOfName(name)!, 'hex'))) yield { kind, name, size };
  }
}

/**
 * Learns what a pack holds from its own sealed header: the way back when shards are damaged and the work folder is gone.
 * Answers false for one that is damaged or gone. @throws StorageError `location-unreachable`, `disk-full`
 */
export async function learnPack(
  { objects, index, keys }: ShardPlace,
  { kind, name, size }: UncoveredPack,
): Promise<boolean> {
  const sha256 = Buffer.from(digestOfName(name)!, 'hex');
  try {
    const entries = new PackReader(kind, keys, await objects.get(name), name).entries();
    index.transaction(() => index.addPack({ kind, sha256, size, entries }, true));
    return true;
  } catch (error) {
    if (!(error instanceof StorageError) || !/^(object|format)-/.test(error.code)) throw error;
    return false;
  }
}
