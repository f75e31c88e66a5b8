import type { CoverageRules } from '../policy-rules.js';
import type { Finding } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/** A verification found missing or altered objects, and none has found them healed since. */
export const damaged = (_policy: CoverageRules, { damagedSince }: PhoneFacts): Finding =>
  damagedSince ? { gap: { code: 'damaged', severity: 'risk', since: damagedSince } } : {};
