import type { ProgressCounter } from '../backup/backup-progress.js';
import { PackUploads } from '../backup/pack-uploads.js';
import { storeNames } from '../backup/plan-segments.js';
import { readBack } from '../backup/read-back.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import { mergeShards } from '../index/merge-shards.js';
import { blameWhoTookIt, commitGuarded } from '../marks/guarded-commit.js';
import type { Marks } from '../marks/read-marks.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { PruneRequest, PruneResult } from '../repository/repository.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { encodeSnapshot } from '../snapshots/snapshot-object.js';
import { StorageError } from '../storage-error.js';
import { dropSnapshots } from './forget-snapshots.js';
import type { PackLife } from './live-chunks.js';
import { LiveChunks } from './live-chunks.js';
import { PackCopier } from './pack-copier.js';
import type { Referenced } from './referenced-objects.js';

/** Under this share of living bytes it pays to pack anew. */
const ALIVE_ENOUGH = 0.8;

export type Repacked = Pick<PruneResult, 'namedBytes' | 'liveBytes' | 'repacked' | 'damaged'>;

/**
 * When less than 80 % of what the snapshots name is needed by them, copies the living parts of the deadest packs into
 * new ones, and stores every snapshot once more, with the same contents under the new names. The old ones are then
 * forgotten, and their packs found unneeded.
 */
export async function repack(
  state: OpenState,
  referenced: Referenced,
  marksBefore: Marks,
  request: PruneRequest,
  progress: ProgressCounter,
): Promise<Repacked> {
  const { index, objects, keys, paths } = state;
  const live = new LiveChunks(index, state.chunks);
  const touched = new Set<number>();
  const stored: number[] = [];
  const uploads = new PackUploads(objects, index, keys, 4, (_, row) => {
    touched.add(row);
    stored.push(row);
  });
  const copier = new PackCopier(keys, paths.spool, uploads);
  try {
    const packs = await lifeOf(state, live, referenced, () => {
      stopIfAsked(request.signal);
      progress.fileDone();
    });
    if (!packs) return { namedBytes: 0, liveBytes: 0, repacked: NOTHING, damaged: true };
    const sum = (of: (pack: PackLife) => number): number => packs.reduce((all, pack) => all + of(pack), 0);
    const result = {
      namedBytes: sum(({ size }) => size),
      liveBytes: sum((pack) => pack.live),
      damaged: false,
    };
    const mostAlive = request.packAnewBelow ?? ALIVE_ENOUGH;
    if (result.liveBytes >= result.namedBytes * mostAlive) return { ...result, repacked: NOTHING };
    const victims = chooseVictims(packs, mostAlive, request.maxRepackBytes ?? Number.POSITIVE_INFINITY);
    const dead = packs.filter((pack) => pack.live === 0).length;
    const bytes = victims.reduce((all, pack) => all + pack.live, 0);
    const repacked = { packs: victims.length + dead, bytes, snapshots: referenced.snapshots.length };
    if (request.dryRun) return { ...result, repacked };
    const bytesTotal = victims.reduce((all, { size }) => all + size, 0);
    progress.phase('reading', { filesDone: 0, filesTotal: victims.length, bytesTotal });
    for (const { pack: row, size } of victims) {
      stopIfAsked(request.signal);
      const { kind, sha256 } = index.pack(row);
      const name = objectName(kind, sha256);
      await copier.copy(kind, await objects.get(name), name, (id) => live.isKeptIn(row, id));
      progress.fileDone();
      progress.bytes(size);
    }
    await copier.finish();
    await uploads.writeShards();
    await readBack(state, stored);
    for (const pack of packs) if (pack.live > 0 && !victims.includes(pack)) touched.add(pack.pack);
    await renameSnapshots(state, referenced.snapshots, touched, marksBefore, request);
    return { ...result, repacked };
  } catch (error) {
    return await blameWhoTookIt(state, marksBefore, error);
  } finally {
    copier.discard();
    await uploads.drain().catch(() => {});
    live.drop();
  }
}

const NOTHING = { packs: 0, bytes: 0, snapshots: 0 };

/** Undefined where something that a snapshot needs is damaged or gone: then what seems dead may be all that is left. */
async function lifeOf(
  { index, chunks }: OpenState,
  live: LiveChunks,
  { snapshots, names }: Referenced,
  walked: () => void,
): Promise<PackLife[] | undefined> {
  try {
    await chunks.readUncoveredPacks();
    await live.collect(snapshots, walked);
  } catch (error) {
    if (error instanceof StorageError && error.code.startsWith('object-')) return undefined;
    throw error;
  }
  const named: number[] = [];
  for (const name of names) {
    if (!/^(data|tree)\//.test(name)) continue;
    const pack = index.packByDigest(Buffer.from(name.slice(5), 'hex'));
    if (!pack?.present) return undefined;
    named.push(pack.id);
  }
  return live.choose(named) > 0 ? undefined : live.packs();
}

/** The deadest first, while what is to be copied stays within the bound. */
function chooseVictims(packs: readonly PackLife[], mostAlive: number, maxBytes: number): PackLife[] {
  let bytes = 0;
  return packs.filter((pack) => {
    if (pack.live === 0 || pack.live >= pack.size * mostAlive || bytes + pack.live > maxBytes) return false;
    bytes += pack.live;
    return true;
  });
}

/** Each snapshot once more, naming what lives, and with the names of those before it changed along. */
async function renameSnapshots(
  state: OpenState,
  snapshots: readonly OpenedSnapshot[],
  packs: Iterable<number>,
  marksBefore: Marks,
  request: PruneRequest,
): Promise<void> {
  const { objects, index, keys } = state;
  const atMs = Math.max(0, request.now().getTime());
  const names = new Set<string>();
  for (const row of packs) {
    const { kind, sha256, shard } = index.pack(row);
    names.add(objectName(kind, sha256));
    if (shard) names.add(objectName('index', shard));
  }
  const { replaced, by } = await mergeShards(state, names, 1);
  for (const name of replaced) names.delete(name);
  for (const name of by) names.add(name);
  const segments = await storeNames(objects, [...names].sort());
  const renamed = new Map<string, string>();
  const store = async (): Promise<string[]> => {
    for (const { objectName: name, root } of snapshots.toSorted(
      (a, b) => a.root.takenAtMs - b.root.takenAtMs,
    )) {
      const previous = root.previous && (renamed.get(root.previous) ?? root.previous);
      const bytes = encodeSnapshot(keys, segments, { ...root, previous, original: root.original ?? name });
      const anew = objectName('snapshot', sha256Hex(bytes));
      await objects.put(anew, bytes);
      renamed.set(name, anew);
    }
    return [...renamed.values()];
  };
  await commitGuarded(state, { segments, names, marksBefore, atMs, store });
  await dropSnapshots(state, [...renamed.keys()], atMs);
}

export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new StorageError(
    'cancelled',
    'Pruning was stopped. Every snapshot is whole; run it again to go on.',
    {
      retryHelps: true,
    },
  );
}
