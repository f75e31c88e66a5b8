import type { EmployeeFacts } from './employee-facts.js';
import type { Finding } from './gap.js';

/** An employee in scope without a workstation, or with one and no phone, who has not said that there is none. */
export function nothingEnrolled({ phones, answer, hasWorkstation, inScopeSince }: EmployeeFacts): Finding {
  if (phones.length > 0 || answer) return {};
  const code = hasWorkstation ? 'no-phone' : 'no-workstation';
  return { gap: { code, severity: 'waiting', since: inScopeSince } };
}
