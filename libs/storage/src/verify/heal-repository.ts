import { configObject, repositoryIdOf } from '../format/config-object.js';
import { digestOfName, sha256Hex } from '../format/object-name.js';
import { decodeShard } from '../index/index-shard.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { HealRequest, HealResult } from '../repository/repository.js';
import type { SnapshotList } from '../snapshots/snapshot-list.js';
import { hasWholeConfig } from '../repository/whole-config.js';
import { StorageError } from '../storage-error.js';
import { verifyRepository } from './verify-repository.js';

type NotHealed = HealResult['notHealed'][number]['why'];

/**
 * Verifies, then brings each damaged or missing object back from another location. An object's name says what its bytes
 * are, so nothing but the right bytes is ever taken over. What only a healed snapshot or segment names is looked for
 * after that, until nothing new comes to light.
 * @throws StorageError as `verify`, for either location; `not-a-repository` where the other one holds another repository
 */
export async function healRepository(
  state: OpenState,
  list: SnapshotList,
  { from, ...request }: HealRequest,
): Promise<HealResult> {
  await refuseOther(state, from);
  const healed: string[] = [];
  const notHealed: { objectName: string; why: NotHealed }[] = [];
  const report = await verifyRepository(state, list, request);
  const { readData: _, sample: __, ...presence } = request;
  const tried = new Set<string>();
  for (let found = report; ;) {
    const fresh = found.damage.filter(({ objectName }) => !tried.has(objectName));
    const before = healed.length;
    for (const { objectName, what } of fresh) {
      if (request.signal?.aborted) throw stopped();
      tried.add(objectName);
      const why = await healObject(state, objectName, what !== 'missing', from);
      if (why) notHealed.push({ objectName, why });
      else healed.push(objectName);
    }
    state.damagedWraps = state.damagedWraps.filter((name) => !healed.includes(name));
    if (healed.length === before) return { report, healed, notHealed };
    found = await verifyRepository(state, list, presence);
  }
}

/** A place without a readable config may be what is left of a copy; one with another id is none. */
async function refuseOther({ keys }: OpenState, from: HealRequest['from']): Promise<void> {
  const id = await from.get('config').then(repositoryIdOf, (error: unknown) => {
    if (error instanceof StorageError && error.code.startsWith('object-')) return undefined;
    throw error;
  });
  if (id === undefined || id.equals(keys.repositoryId)) return;
  throw new StorageError(
    'not-a-repository',
    `${from.place} holds another repository, so it has nothing that belongs here. Nothing was changed.`,
  );
}

async function healObject(
  { objects, index, keys }: OpenState,
  name: string,
  isInTheWay: boolean,
  from: HealRequest['from'],
): Promise<NotHealed | undefined> {
  const digest = digestOfName(name);
  // A config's bytes follow from the repository id, which every wrap seals.
  const bytes =
    digest === undefined ? configObject(keys.repositoryId) : await intactBytes(from, name, digest);
  if (!bytes) return 'not-there';
  try {
    if (isInTheWay && digest !== undefined) await objects.location.remove(name);
    await objects.location.put(name, {
      size: bytes.length,
      sha256: sha256Hex(bytes),
      async *open() {
        yield bytes;
      },
    });
    const kept =
      digest === undefined ? await hasWholeConfig(objects.location, keys) : await objects.isKept(name);
    if (!kept) return 'refused';
  } catch (error) {
    if (error instanceof StorageError && error.code === 'location-refused') return 'refused';
    throw error;
  }
  const sha256 = Buffer.from(digest ?? '', 'hex');
  if (/^(data|tree)\//.test(name)) index.markHealthy(sha256);
  if (name.startsWith('index/')) {
    const packs = decodeShard(keys, bytes, name);
    index.transaction(() => index.addShard(sha256, packs, false));
  }
  return undefined;
}

async function intactBytes(
  from: HealRequest['from'],
  name: string,
  digest: string,
): Promise<Buffer | undefined> {
  try {
    const bytes = await from.get(name);
    if (sha256Hex(bytes) !== digest) return undefined;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (error instanceof StorageError && error.code.startsWith('object-')) return undefined;
    throw error;
  }
}

const stopped = (): StorageError =>
  new StorageError('cancelled', 'Healing was stopped. What was brought back stays; run it again to go on.', {
    retryHelps: true,
  });
