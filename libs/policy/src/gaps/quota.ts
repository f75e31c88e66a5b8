import { daysAfter } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import type { EmployeeFacts } from './employee-facts.js';
import { type Finding, opensAt } from './gap.js';

/** From here on a quota is near, whatever the growth. */
const NEAR_SHARE = 0.8;
/** A quota that is reached within so many days at the present growth is near, too. */
const FORECAST_DAYS = 30;
/** A forecast further away than this says nothing. */
const FARTHEST_DAYS = 3650;

/** The repository is at its quota: new backups do not fit. Or it will be soon, with the day on which it is full. */
export function quota(policy: CoverageRules, { repository }: EmployeeFacts, now: Date): Finding {
  const limit = policy.limits.quotaBytesPerEmployee;
  if (limit === null || !repository) return {};
  const { bytes, bytesPerDay, asOf } = repository;
  const percent = Math.floor((bytes / limit) * 100);
  if (bytes >= limit) {
    return { gap: { code: 'over-quota', severity: 'risk', since: asOf, details: { percent, limit } } };
  }
  const days = bytesPerDay > 0 ? (limit - bytes) / bytesPerDay : Infinity;
  const fullAt = days <= FARTHEST_DAYS ? daysAfter(asOf, days) : undefined;
  const near = {
    code: 'near-quota',
    severity: 'risk',
    details: { percent, limit, ...(fullAt && { fullOn: fullAt.toISOString().slice(0, 10) }) },
  } as const;
  if (bytes >= limit * NEAR_SHARE) return { gap: { ...near, since: asOf } };
  if (!fullAt) return {};
  const soon = daysAfter(fullAt, -FORECAST_DAYS);
  return opensAt(soon < asOf ? asOf : soon, now, near);
}
