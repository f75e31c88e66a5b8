import type { PolicyPath } from './policy-path';

/** Fields that are kept and checked and that nothing acts on in this version, as docs/policy.md says it. */
export const NOBODY_YET: readonly PolicyPath[] = [
  'retention.keepLast',
  'retention.daily',
  'retention.weekly',
  'retention.monthly',
  'retention.yearly',
  'retention.minimumAgeDays',
  'retention.minimumCount',
  'copies.lockDays',
  'copies.cloudAllowed',
  'limits.uploadBytesPerSecond',
  'limits.meteredLinks',
  'limits.onBattery',
  'proof.fullReadEveryDays',
  'proof.drillEveryDays',
  'privacy.restoreApprovals',
];
