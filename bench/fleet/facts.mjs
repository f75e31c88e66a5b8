import { ago } from './moments.mjs';
import { CATEGORIES, EXEMPTED, JOINED, PUBLISHED, QUOTA_BYTES, WITHDRAWN } from './fleet-policies.mjs';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const PARTLY = CATEGORIES.filter((category) => category !== 'contacts');
/** A phone is backed up once a day. */
const EVERY_HOURS = 24;

/**
 * A situation as the rows of each room have it, but for ids and moments: what `Ago`s stand for here (moments.mjs) is written
 * out once it is known for whom.
 */
export function factsOf(situation, draw) {
  const { phones, strict = false, workstation = true, fill } = situation;
  const places = phones.some((one) => one.places === 2) ? 2 : 1;
  const bytes = fill ? Math.round(QUOTA_BYTES * fill) : Math.round((2 + draw.unit() * 40) * GIB);
  return {
    strict,
    workstation,
    answer: situation.answer ?? null,
    agent: situation.agent ?? '0.1.0',
    seen: situation.seen ?? { hours: draw.unit() * 12 },
    notice: situation.notice ?? 'acknowledged',
    registered: { days: 600 },
    proven: situation.codeProven ?? { days: 20 + draw.below(250) },
    exemption: situation.exemption ? { ...situation.exemption, ...EXEMPTED } : null,
    ...{ published: PUBLISHED, joined: JOINED, withdrawn: WITHDRAWN },
    places,
    bytes: phones.every(({ newest }) => newest === null) ? 0 : bytes,
    // Of a full repository nothing grows: on which day it is full would differ between people of one situation.
    phones: phones.map((phone) => phoneOf(phone, fill ? 0 : 40 * MIB)),
  };
}

function phoneOf(phone, storedBytes) {
  const { platform, newest, oldest, enrolled, verified, places, attach, lacks, failed, damaged } = phone;
  const snapshots =
    newest === null ? [] : snapshotsOf(newest, lacks, oldest).map((one) => ({ ...one, places, storedBytes }));
  return { platform, enrolled, attach, snapshots, runs: runsOf({ snapshots, verified, failed, damaged }) };
}

/** The last three, the newest first. */
function snapshotsOf(newest, lacks, oldest) {
  const at = (index) => ago(newest + index * EVERY_HOURS);
  const whole = { categories: CATEGORIES, leftOut: [] };
  if (lacks === 'files')
    return [0, 1, 2].map((index) => ({
      taken: at(index),
      ...whole,
      leftOut: left('photos', 'unreadable', 7),
    }));
  if (lacks === 'password')
    return [0, 1, 2].map((index) => ({
      taken: at(index),
      categories: [],
      leftOut: left('photos', 'iphone-password-unknown', 1),
    }));
  if (lacks === 'category') {
    const partly = { categories: PARTLY, leftOut: left('contacts', 'permission-denied', 1) };
    return [
      { taken: at(0), ...partly },
      { taken: at(1), ...partly },
      { taken: ago(newest + 220), ...whole },
    ];
  }
  return [at(0), at(1), oldest ?? at(2)].map((taken) => ({ taken, ...whole }));
}

const left = (category, cause, count) => [{ category, cause, count }];

/** Five, or fewer where there was nothing to run; each with the snapshot that it made. */
function runsOf({ snapshots, verified, failed, damaged }) {
  const backup = { kind: 'backup', outcome: 'completed', cause: null, snapshot: null };
  const runs = snapshots.map(({ taken }, snapshot) => ({ ...backup, ended: taken, snapshot }));
  if (failed) {
    const failures = [2, 5, 8].map((hours) => ({
      ...backup,
      ended: { hours },
      outcome: 'failed',
      cause: failed,
    }));
    runs.splice(1, 2);
    runs.unshift(...failures);
  } else runs.push({ ...backup, ended: { days: 60 }, outcome: 'interrupted', cause: null });
  if (snapshots.length > 0) runs.push({ ...backup, kind: 'verify', ended: verified });
  if (damaged)
    runs[0] = { ...backup, kind: 'verify', ended: { hours: 20 }, outcome: 'failed', cause: 'unreadable' };
  return runs;
}
