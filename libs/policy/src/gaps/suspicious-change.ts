import type { CoverageRules } from '../policy-rules.js';
import type { Finding } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/** Far more changed than this phone's history explains, and nobody has looked at it yet. */
export const suspiciousChange = (_policy: CoverageRules, { suspiciousSince }: PhoneFacts): Finding =>
  suspiciousSince ? { gap: { code: 'suspicious-change', severity: 'risk', since: suspiciousSince } } : {};
