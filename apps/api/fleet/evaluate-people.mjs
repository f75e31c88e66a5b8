// node evaluate-people.mjs: reads people's facts as one JSON document from standard input, and writes what the rules find of them,
// with the policies as they are kept and the statements under them. For whoever fills a database with what evaluation would find.
import { text } from 'node:stream/consumers';
import { PolicyV1 } from '@holdfast/contracts';
import { askedSince, latest, whoseStep } from '@holdfast/policy';
import { evaluatePerson } from '../dist/coverage/evaluation/evaluate-person.js';
import { makeStatement } from '../dist/notices/statements.js';

const DAY_MS = 86_400_000;
const GROWTH_DAYS = 30;
const PERSON = 'person';
/** Of every phone. */
const OS_VERSION = '17';
const LOCATIONS = ['first', 'second'];
const at = (ms) => new Date(ms);
const idOf = (place) => `phone ${place}`;

const asked = JSON.parse(await text(process.stdin));
const policies = mapped(asked.policies, (policy) => PolicyV1.parse(policy));
const statements = mapped(policies, (policy) => {
  const { text: said, sha256 } = makeStatement({ policy, key: undefined, version: 1, notice: asked.notice });
  return { text: said, sha256 };
});
const found = asked.people.map((facts) => flat(foundOf(facts, at(asked.now))));
process.stdout.write(JSON.stringify({ policies, statements, found }));

function mapped(of, make) {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(value)]));
}

/** What evaluation finds of somebody, given what its own statements would read. Ids are placeholders, moments milliseconds. */
function foundOf(facts, now) {
  const policy = policies[facts.strict ? 'strict' : 'standard'];
  const publishedAt = at(facts.published);
  const assigned = facts.strict ? at(facts.joined) : publishedAt;
  const effective = {
    ...{ policyId: policy.name, version: 1, because: '', policy, publishedAt },
    askedSince: (category, platform) =>
      latest([askedSince([{ publishedAt, scope: policy.scope }], category, platform), assigned]),
  };
  const phones = facts.phones.map((phone, place) => knownPhone(phone, place, facts, at));
  const circumstances = {
    effective,
    noticeOpenSince: openSince(facts, phones, publishedAt, at),
    repository: policy.limits.quotaBytesPerEmployee === null ? undefined : repositoryOf(facts, now, at),
    onDate: now.toISOString().slice(0, 10),
  };
  const sources = sourcesOf(facts, phones, policy.proof.failingAfterRuns, at);
  return evaluatePerson(sources.people.get(PERSON), sources, circumstances, now);
}

/** The moments apart: they alone differ between people in one situation. The first is the next transition, then since when each gap is open. */
function flat({ standing, gaps, phones, nextTransitionAt }) {
  const all = [
    ...gaps.map((gap) => ({ ...gap, place: null })),
    ...phones.flatMap((phone, place) => phone.gaps.map((gap) => ({ ...gap, place }))),
  ];
  return {
    moments: [nextTransitionAt, ...all.map(({ since }) => since)].map((moment) => moment?.getTime() ?? null),
    rest: {
      standing: standing ?? null,
      phones: phones.map(({ state, withinAge, gaps: own, snapshots, copies, system, failingCause }) => ({
        ...{ state, withinAge, snapshots, copies, system, failingCause },
        codes: own.map(({ code }) => code),
      })),
      gaps: all.map(({ place, code, severity, cause, details, exemptionId }) => ({
        ...{ place, code, severity, cause: cause ?? null, details: details ?? {} },
        whose: whoseStep(code, cause),
        exempt: exemptionId !== undefined,
      })),
    },
  };
}

function knownPhone(phone, place, facts, at) {
  const { snapshots, attach, platform, enrolled } = phone;
  const [newest] = snapshots;
  return {
    ...{
      phoneId: idOf(place),
      employeeId: PERSON,
      label: '',
      osVersion: OS_VERSION,
      platform,
      enrolledAt: at(enrolled),
    },
    waits: ['unauthorised', 'locked', 'no-permissions', 'recovery'].includes(attach),
    seenAt: at(facts.seen),
    agentVersion: facts.agent,
    newest: newest && { takenAt: at(newest.taken), categories: newest.categories, leftOut: newest.leftOut },
    snapshots: snapshots.length,
    firstSnapshotAt: snapshots.length === 0 ? null : at(snapshots.at(-1).taken),
    copies: newest?.places ?? 0,
  };
}

function sourcesOf(facts, phones, failingAfterRuns, at) {
  const { exemption } = facts;
  const person = {
    ...{
      employeeId: PERSON,
      active: true,
      inScopeSince: at(facts.joined),
      name: '',
      department: '',
      answer: facts.answer,
    },
    withoutWorkstationSince: facts.workstation ? null : at(facts.joined),
    notice: { kind: null, sha256: null, at: null },
    code: facts.workstation ? { registeredAt: at(facts.registered), provenAt: at(facts.proven) } : null,
    ...{ storedBytes: facts.bytes * facts.places, repositoryBytes: facts.bytes },
  };
  const byPhone = (of) => new Map(facts.phones.map((phone, place) => [idOf(place), of(phone, idOf(place))]));
  const exemptions = exemption && [
    {
      ...{ id: 'exemption', employeeId: PERSON, phoneId: exemption.of === 'phone' ? idOf(0) : null },
      ...(exemption.codes && { codes: exemption.codes }),
      ...{ from: at(exemption.from), until: at(exemption.until) },
    },
  ];
  return {
    people: new Map([[PERSON, person]]),
    phones: new Map([[PERSON, phones]]),
    snapshots: byPhone(({ snapshots }, phoneId) =>
      snapshots.flatMap((one) => knownSnapshots(one, phoneId, at)),
    ),
    runs: byPhone(({ runs }, phoneId) => knownRuns(runs, phoneId, failingAfterRuns, at)),
    suspiciousSince: new Map(),
    locations: new Map(LOCATIONS.map((id) => [id, { id, offSite: false, jurisdiction: null }])),
    exemptions: new Map(exemptions ? [[PERSON, exemptions]] : []),
    notEnrolled: new Map(),
  };
}

function knownSnapshots({ taken, categories, places }, phoneId, at) {
  const where = LOCATIONS.slice(0, places).map((id) => `${id}:server`);
  const of = (category) => ({ phoneId, category, takenAt: at(taken), places: where });
  return categories.length === 0 ? [of(null)] : categories.map(of);
}

/** Newest first, and of backups only as many as the policies ask for. */
function knownRuns(runs, phoneId, most, at) {
  const known = runs
    .filter(({ outcome, cause }) => outcome !== 'interrupted' || cause !== null)
    .map(({ kind, outcome, cause, ended }) => ({
      phoneId,
      proof: kind !== 'backup',
      outcome,
      cause,
      startedAt: at(ended),
      endedAt: at(ended),
      ...{ remainingBytes: null, bytesPerSecond: null },
    }))
    .sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
  const backups = known.filter(({ proof }) => !proof).slice(0, most);
  return known.filter((run) => run.proof || backups.includes(run));
}

function openSince({ notice, withdrawn, phones: { length } }, phones, publishedAt, at) {
  if (length === 0 || notice === 'acknowledged') return undefined;
  if (notice === 'withdrawn') return at(withdrawn);
  const first = phones.map(({ enrolledAt }) => enrolledAt).sort((a, b) => a.getTime() - b.getTime())[0];
  return latest([publishedAt, first]);
}

function repositoryOf({ bytes, phones }, now, at) {
  const from = now.getTime() - GROWTH_DAYS * DAY_MS;
  const grown = phones
    .flatMap(({ snapshots }) => snapshots)
    .map(({ taken, storedBytes }) => ({ storedBytes, at: at(taken) }))
    .filter((one) => one.at.getTime() > from);
  if (grown.length === 0) return undefined;
  const sum = grown.reduce((all, one) => all + one.storedBytes, 0);
  return { bytes, bytesPerDay: sum / GROWTH_DAYS, asOf: latest(grown.map((one) => one.at)) };
}
