import {
  evaluateEmployee,
  evaluatePhone,
  earliest,
  type RepositoryFacts,
  scopeAskedOf,
} from '@holdfast/policy';
import type { EffectivePolicyInForce } from '../../policies/index.js';
import { factsOfPhone } from './facts-of.js';
import type { FoundPerson, FoundPhone } from './found.js';
import type { KnownPerson } from './person-rows.js';
import type { KnownPhone } from './phone-rows.js';
import { proofFacts } from './proof-facts.js';
import type { Sources } from './sources.js';

/** What is decided for a person before the rules are asked. */
export interface Circumstances {
  readonly effective: EffectivePolicyInForce;
  readonly noticeOpenSince: Date | undefined;
  readonly repository: RepositoryFacts | undefined;
  readonly onDate: string;
}

/** A person with all their phones: a phone's state decides where the person stands. Nothing is read or written here. */
export function evaluatePerson(
  person: KnownPerson,
  sources: Sources,
  { effective, noticeOpenSince, repository, onDate }: Circumstances,
  now: Date,
): FoundPerson {
  const { employeeId, active, code } = person;
  const { policy } = effective;
  const known = active ? (sources.phones.get(employeeId) ?? []) : [];
  const exemptions = sources.exemptions.get(employeeId) ?? [];
  const proofs = proofFacts(known.flatMap(({ phoneId }) => sources.runs.get(phoneId) ?? []));
  const transitions: (Date | undefined)[] = [];

  const evaluated = known.map((phone): FoundPhone => {
    const asked = { ...policy, scope: scopeAskedOf(policy.scope, phone.platform) };
    const runs = sources.runs.get(phone.phoneId) ?? [];
    const snapshots = sources.snapshots.get(phone.phoneId) ?? [];
    const suspiciousSince = sources.suspiciousSince.get(phone.phoneId);
    const { locations } = sources;
    const facts = factsOfPhone(
      { phone, snapshots, runs, proofs, locations, suspiciousSince },
      asked,
      effective,
    );
    const own = exemptions.filter(({ phoneId }) => phoneId === null || phoneId === phone.phoneId);
    const { state, gaps, withinAge, nextTransitionAt } = evaluatePhone(
      asked,
      { ...facts, exemptions: own },
      now,
    );
    transitions.push(nextTransitionAt);
    const failing = gaps.find(({ code: gap }) => gap === 'failing');
    return { ...kept(phone), state, gaps, withinAge, failingCause: failing?.cause ?? '' };
  });

  const notEnrolled = sources.notEnrolled.get(employeeId);
  const found = active
    ? evaluateEmployee(
        policy,
        {
          inScopeSince: person.inScopeSince,
          phones: evaluated.map(({ state }) => state),
          exemptions: exemptions.filter(({ phoneId }) => phoneId === null),
          ...(person.withoutWorkstationSince && {
            withoutWorkstationSince: person.withoutWorkstationSince,
          }),
          ...(person.answer && { answer: person.answer }),
          ...(notEnrolled && { notEnrolled }),
          ...(repository && { repository }),
          ...(noticeOpenSince && { noticeOpenSince }),
          ...(code && {
            recoveryCode: {
              registeredAt: code.registeredAt,
              ...(code.provenAt && { provenAt: code.provenAt }),
            },
          }),
        },
        now,
      )
    : undefined;
  return {
    employeeId,
    name: person.name,
    department: person.department,
    policyId: effective.policyId,
    policyVersion: effective.version,
    standing: found?.standing,
    gaps: found?.gaps ?? [],
    phones: evaluated,
    storedBytes: person.storedBytes,
    verifiedAt: proofs.verifiedAt,
    nextTransitionAt: earliest([...transitions, found?.nextTransitionAt]),
    onDate,
  };
}

/** `Android 16`, `iOS 26`: what phones of one system have in common, whatever its patches. */
const systemOf = ({ platform, osVersion }: KnownPhone): string => {
  const major = /^\d{1,4}/.exec(osVersion ?? '')?.[0];
  if (major === undefined || platform === 'folder') return '';
  return `${platform === 'ios' ? 'iOS' : 'Android'} ${major}`;
};

const kept = (phone: KnownPhone) => ({
  phoneId: phone.phoneId,
  label: phone.label,
  platform: phone.platform,
  newestSnapshotAt: phone.newest?.takenAt,
  snapshots: phone.snapshots,
  copies: phone.copies,
  agentVersion: phone.agentVersion ?? '',
  system: systemOf(phone),
});
