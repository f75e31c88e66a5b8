import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { Roster, RosterEntry } from '../crypto/roster-object.js';
import { decodeRoster } from '../crypto/roster-object.js';
import { partsOfKeyName, ROSTER } from '../format/key-name.js';
import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';
import { inParallel } from '../in-parallel.js';
import { isOurs, keyNames } from './key-objects.js';
import { readWraps } from './own-wraps.js';
import type { FoundRoster } from './recipients.js';
import { mergeEntries, Recipients } from './recipients.js';

const AT_ONCE = 8;

/** A roster never changes: each is fetched and opened once while a repository is open. */
const opened = new WeakMap<ObjectStore, Map<string, Roster>>();

/** @throws StorageError `location-unreachable`, `format-unsupported` */
export async function readRecipients(objects: ObjectStore, keys: RepositoryKeys): Promise<Recipients> {
  const names = await keyNames(objects.location);
  const known = opened.get(objects) ?? new Map<string, Roster>();
  opened.set(objects, known);
  const rosters: FoundRoster[] = [];
  const damaged: string[] = [];
  const places = names.filter((name) => partsOfKeyName(name).recipient === ROSTER);
  await inParallel(places, AT_ONCE, async (name) => {
    const roster = known.get(name) ?? (await readRoster(objects, keys, name));
    if (roster === 'damaged') damaged.push(name);
    if (!roster || roster === 'damaged') return;
    known.set(name, roster);
    rosters.push({ ...roster, objectName: name });
  });
  const said = rosters.flatMap(({ entries }) => entries);
  const entries = mergeEntries(rosters.length > 0 ? said : await fromWraps(objects, keys, names));
  return new Recipients(names, rosters, entries, damaged);
}

async function readRoster(
  objects: ObjectStore,
  keys: RepositoryKeys,
  name: string,
): Promise<Roster | 'damaged' | undefined> {
  try {
    const roster = decodeRoster(keys, await objects.get(name), name);
    return roster && roster.epoch !== partsOfKeyName(name).epoch ? 'damaged' : roster;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'object-missing') return undefined;
    // What one roster lost, the others say.
    if (error instanceof StorageError && error.code.startsWith('object-')) return 'damaged';
    throw error;
  }
}

/** Where no roster is left, whoever has a wrap that somebody with the secret made is a recipient. */
async function fromWraps(
  objects: ObjectStore,
  keys: RepositoryKeys,
  names: readonly string[],
): Promise<RosterEntry[]> {
  const { wraps } = await readWraps(
    objects,
    names.filter((name) => partsOfKeyName(name).recipient !== ROSTER),
  );
  return [...wraps.values()]
    .filter((wrap) => isOurs(wrap, keys))
    .map(({ recipient, epoch }) => ({ ...recipient, sinceMs: keys.epochsOf(epoch)[0]?.createdAtMs ?? 0 }));
}
