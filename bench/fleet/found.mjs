import { askedSince, latest } from '@holdfast/policy';
import { evaluatePerson } from '../../apps/api/dist/coverage/evaluation/evaluate-person.js';
import { JOINED, POLICIES, PUBLISHED } from './fleet-policies.mjs';
import { momentOf } from './moments.mjs';

const DAY_MS = 86_400_000;
const GROWTH_DAYS = 30;
const PERSON = 'person';
const LOCATIONS = ['first', 'second'];

/**
 * What the server's own rules find of somebody with these facts: its evaluation, given what its own statements would read. Ids
 * are placeholders.
 * @param {ReturnType<typeof import('./facts.mjs').factsOf>} facts
 * @param {{ now: Date, shiftMs: number }} fleet
 */
export function foundOf(facts, fleet) {
  const at = (when) => momentOf(when, fleet);
  const policy = POLICIES[facts.strict ? 'strict' : 'standard'];
  const publishedAt = at(PUBLISHED);
  const assigned = facts.strict ? at(JOINED) : publishedAt;
  const effective = {
    ...{ policyId: policy.name, version: 1, because: '', policy, publishedAt },
    askedSince: (category, platform) =>
      latest([askedSince([{ publishedAt, scope: policy.scope }], category, platform), assigned]),
  };
  const phones = facts.phones.map((phone, place) => knownPhone(phone, place, facts, at));
  const circumstances = {
    effective,
    noticeOpenSince: openSince(facts, phones, publishedAt, at),
    repository: policy.limits.quotaBytesPerEmployee === null ? undefined : repositoryOf(facts, fleet, at),
    onDate: fleet.now.toISOString().slice(0, 10),
  };
  const sources = sourcesOf(facts, phones, at);
  return evaluatePerson(sources.people.get(PERSON), sources, circumstances, fleet.now);
}

const idOf = (place) => `phone ${place}`;

function knownPhone(phone, place, facts, at) {
  const { snapshots, attach, platform, enrolled } = phone;
  const [newest] = snapshots;
  return {
    ...{ phoneId: idOf(place), employeeId: PERSON, label: '', platform, enrolledAt: at(enrolled) },
    waits: ['unauthorised', 'locked', 'no-permissions', 'recovery'].includes(attach),
    seenAt: at(facts.seen),
    agentVersion: facts.agent,
    newest: newest && { takenAt: at(newest.taken), categories: newest.categories, leftOut: newest.leftOut },
    snapshots: snapshots.length,
    firstSnapshotAt: snapshots.length === 0 ? null : at(snapshots.at(-1).taken),
    copies: newest?.places ?? 0,
  };
}

function sourcesOf(facts, phones, at) {
  const { exemption } = facts;
  const person = {
    ...{
      employeeId: PERSON,
      active: true,
      inScopeSince: at(JOINED),
      name: '',
      department: '',
      answer: facts.answer,
    },
    hasWorkstation: facts.workstation,
    notice: { kind: null, sha256: null, at: null },
    code: facts.workstation ? { registeredAt: at(facts.registered), provenAt: at(facts.proven) } : null,
    ...{ storedBytes: facts.bytes * facts.places, repositoryBytes: facts.bytes },
  };
  const byPhone = (of) => new Map(facts.phones.map((phone, place) => [idOf(place), of(phone, idOf(place))]));
  const exemptions = exemption && [
    {
      ...{ id: 'exemption', employeeId: PERSON, phoneId: exemption.of === 'phone' ? idOf(0) : null },
      ...(exemption.codes && { codes: exemption.codes }),
      ...{ from: at(EXEMPTED), until: at(EXEMPT_UNTIL) },
    },
  ];
  return {
    people: new Map([[PERSON, person]]),
    phones: new Map([[PERSON, phones]]),
    snapshots: byPhone(({ snapshots }, phoneId) =>
      snapshots.flatMap((one) => knownSnapshots(one, phoneId, at)),
    ),
    runs: byPhone(({ runs }, phoneId) => knownRuns(runs, phoneId, at)),
    suspiciousSince: new Map(),
    locations: new Map(LOCATIONS.map((id) => [id, { id, offSite: false, jurisdiction: null }])),
    exemptions: new Map(exemptions ? [[PERSON, exemptions]] : []),
    notEnrolled: new Map(),
  };
}

export const EXEMPTED = { days: 40 };
/** A day to come. */
export const EXEMPT_UNTIL = { days: -60 };

function knownSnapshots({ taken, categories, places }, phoneId, at) {
  const where = LOCATIONS.slice(0, places).map((id) => `${id}:server`);
  const of = (category) => ({ phoneId, category, takenAt: at(taken), places: where });
  return categories.length === 0 ? [of(null)] : categories.map(of);
}

/** Newest first, and of backups only as many as the policies ask for. */
function knownRuns(runs, phoneId, at) {
  const known = runs
    .filter(({ outcome, cause }) => outcome !== 'interrupted' || cause !== null)
    .map(({ kind, outcome, cause, ended }) => ({
      phoneId,
      proof: kind !== 'backup',
      outcome,
      cause,
      endedAt: at(ended),
    }))
    .sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
  const backups = known.filter(({ proof }) => !proof).slice(0, POLICIES.standard.proof.failingAfterRuns);
  return known.filter((run) => run.proof || backups.includes(run));
}

function openSince({ notice, phones: { length } }, phones, publishedAt, at) {
  if (length === 0 || notice === 'acknowledged') return undefined;
  if (notice === 'withdrawn') return at(WITHDRAWN);
  const first = phones.map(({ enrolledAt }) => enrolledAt).sort((a, b) => a.getTime() - b.getTime())[0];
  return latest([publishedAt, first]);
}

export const WITHDRAWN = { days: 20 };

function repositoryOf({ bytes, phones }, { now }, at) {
  const from = now.getTime() - GROWTH_DAYS * DAY_MS;
  const grown = phones
    .flatMap(({ snapshots }) => snapshots)
    .map(({ taken, storedBytes }) => ({ storedBytes, at: at(taken) }))
    .filter((one) => one.at.getTime() > from);
  if (grown.length === 0) return undefined;
  const sum = grown.reduce((all, one) => all + one.storedBytes, 0);
  return { bytes, bytesPerDay: sum / GROWTH_DAYS, asOf: latest(grown.map((one) => one.at)) };
}
