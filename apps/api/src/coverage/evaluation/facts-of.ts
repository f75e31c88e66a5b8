import type { PolicyV1 } from '@holdfast/contracts';
import type { PhoneFacts } from '@holdfast/policy';
import type { EffectivePolicyInForce } from '../../policies/index.js';
import { copiesAt } from './copies-at.js';
import { endedRuns } from './ended-runs.js';
import { newestLacks } from './newest-lacks.js';
import type { KnownPhone } from './phone-rows.js';
import type { ProofFacts } from './proof-facts.js';
import type { KnownRun } from './run-rows.js';
import type { KnownLocation, KnownSnapshot } from './snapshot-rows.js';

/** What the rooms know of one phone. */
export interface PhoneSources {
  readonly phone: KnownPhone;
  readonly snapshots: readonly KnownSnapshot[];
  readonly runs: readonly KnownRun[];
  readonly proofs: ProofFacts;
  readonly locations: ReadonlyMap<string, KnownLocation>;
  readonly suspiciousSince: Date | undefined;
}

/** The facts of a phone in the words of the rules, under the policy (its scope as asked of this phone's platform). */
export function factsOfPhone(
  { phone, snapshots, runs, proofs, locations, suspiciousSince }: PhoneSources,
  asked: PolicyV1,
  effective: EffectivePolicyInForce,
): PhoneFacts {
  const lacks = phone.newest && newestLacks(phone.newest, asked.scope.categories);
  return {
    enrolledAt: phone.enrolledAt,
    snapshots: snapshots.map(({ category, takenAt, places }) => ({
      takenAt,
      categories: category === null ? [] : [category],
      copies: copiesAt(places, locations, asked.copies),
    })),
    askedSince: (category) => effective.askedSince(category, phone.platform),
    policySince: effective.publishedAt,
    waitsForPerson: phone.waits,
    runs: endedRuns(runs, asked.schedule),
    ...proofs,
    ...(phone.firstSnapshotAt && { firstSnapshotAt: phone.firstSnapshotAt }),
    ...(phone.seenAt && { seenAt: phone.seenAt }),
    ...(phone.agentVersion !== null && { agentVersion: phone.agentVersion }),
    ...(lacks && { newestLacks: lacks }),
    ...(suspiciousSince && { suspiciousSince }),
  };
}
