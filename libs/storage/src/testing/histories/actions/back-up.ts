import type { Action } from '../action.js';
import { Broken, ran } from '../action.js';
import type { Reported } from '../ledger.js';
import { namedObjects } from '../named-objects.js';
import type { HistoryPhone } from '../phone.js';
import type { Cable } from '../phone-sources.js';
import { drivenFiles } from '../driving-phone.js';
import { sourceOf } from '../phone-sources.js';
import { isIntact } from '../place.js';
import { changePhone } from '../phone-changes.js';
import type { Workstation } from '../workstation.js';
import type { World } from '../world.js';
import type { Trouble } from '../trouble.js';

/** A phone is backed up by one of the workstations; it may be unplugged, and may refuse a file. */
export const backUp: Action = {
  weight: 30,
  async act(world) {
    const { dice } = world;
    const [workstation, phone] = [dice.pick(world.workstations), dice.pick(world.phones)];
    const changed = phone.files.size === 0 || dice.oneIn(2) ? `${changePhone(phone, dice)}; ` : '';
    return changed + (await backUpWith(world, workstation, phone, drawCable(world, phone)));
  },
};

const GOOD_CABLE: Cable = { unpluggedAfterBytes: Number.POSITIVE_INFINITY, refused: new Set() };

function drawCable({ dice }: World, phone: HistoryPhone): Cable {
  if (dice.oneIn(6)) return { ...GOOD_CABLE, unpluggedAfterBytes: dice.below(phone.size() + 1) };
  if (phone.kind === 'driving' || !dice.oneIn(10)) return GOOD_CABLE;
  return { ...GOOD_CABLE, refused: new Set(dice.some(phone.paths(), 5)) };
}

/** Backs up and writes down what that is worth. */
export async function backUpWith(
  world: World,
  workstation: Workstation,
  phone: HistoryPhone,
  cable: Cable = GOOD_CABLE,
  trouble?: Trouble,
): Promise<string> {
  const { ledger } = world;
  const isPulled = Number.isFinite(cable.unpluggedAfterBytes);
  // One that drives is asked for its files now and then, as an iPhone for its photos.
  const drives = phone.kind === 'driving' && !world.dice.oneIn(4);
  const { files: held, pushed } = drives
    ? drivenFiles(phone)
    : { files: phone.contents(), pushed: undefined };
  const files = new Map(held);
  const ofPhone = { phone: phone.name, files, ...(pushed ? { pushed } : {}) };
  ledger.attempts.push({ ...ofPhone, mayLack: cable.refused });
  const source = sourceOf(phone, cable, drives);
  const { result, text } = await ran(
    world,
    workstation,
    (repository) =>
      repository.backup({
        source,
        scope: {},
        phone: phone.name,
        sourceName: phone.name,
        now: workstation.now,
      }),
    { ...(trouble ? { trouble } : {}), excused: isPulled },
  );
  const what = `${workstation.name} ${drives ? 'lets' : 'backs'} ${phone.name} ${drives ? 'drive' : 'up'}${isPulled ? ', unplugged' : ''}${text}`;
  if (!result) return what;
  const left = result.leftOut.map(({ path }) => path.map((name) => Buffer.from(name).toString()).join('/'));
  for (const path of left) {
    if (!cable.refused.has(path)) throw new Broken(`${what}: ${path} was left out, and the phone gave it`);
    files.delete(path);
  }
  const told = `${what} → ${result.snapshotId.slice(0, 8)}`;
  await report(world, workstation, told, { id: result.snapshotId, ...ofPhone });
  return told;
}

/** A snapshot that is called complete names only what is there, but for damage that nobody could know of. */
async function report(
  world: World,
  workstation: Workstation,
  told: string,
  snapshot: Omit<Reported, 'hurtBy' | 'maybeForgotten'>,
): Promise<void> {
  const { ledger, place } = world;
  const objectName = `snapshot/${snapshot.id}`;
  const named = await namedObjects(world, objectName);
  if (!named) throw new Broken(`${told}: it is not there`);
  const hurtBy = new Set<string>();
  const there = new Set(await place.names());
  for (const name of named.names) {
    const isGone = !there.has(name);
    if (!isGone && (ledger.seenWhole.has(name) || (await isIntact(place, name)))) {
      ledger.seenWhole.add(name);
      continue;
    }
    if (!ledger.damaged.has(name))
      throw new Broken(`${told}: it names ${name}, which ${isGone ? 'is not there' : 'is another'}`);
    // Another recipient's wrap that is damaged is named as one that was there; no file rests on it.
    if (isGone || (workstation.knownAltered.has(name) && !name.startsWith('keys/')))
      throw new Broken(
        `${objectName} counts on ${name}, and ${workstation.name} could know that it is damaged`,
      );
    hurtBy.add(name);
  }
  ledger.reported.set(snapshot.id, { ...snapshot, hurtBy, maybeForgotten: false });
}
