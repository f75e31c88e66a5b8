import type { EmployeeFacts } from './employee-facts.js';
import type { Finding } from './gap.js';

/**
 * An employee in scope without a workstation, so that nothing of theirs is backed up any more; or with one and no phone. Who
 * has no phone and has said that there is none, or declined, has neither gap.
 */
export function nothingEnrolled(facts: EmployeeFacts): Finding {
  const { phones, answer, withoutWorkstationSince, inScopeSince } = facts;
  if (phones.length === 0 && answer) return {};
  if (withoutWorkstationSince) {
    return { gap: { code: 'no-workstation', severity: 'waiting', since: withoutWorkstationSince } };
  }
  if (phones.length > 0) return {};
  return { gap: { code: 'no-phone', severity: 'waiting', since: inScopeSince } };
}
