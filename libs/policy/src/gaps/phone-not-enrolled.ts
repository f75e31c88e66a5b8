import type { EmployeeFacts } from './employee-facts.js';
import type { Finding } from './gap.js';

/** The company's inventory knows a phone of theirs that is not enrolled: nothing of it could be restored. */
export function phoneNotEnrolled({ notEnrolled, answer }: EmployeeFacts): Finding {
  if (!notEnrolled || notEnrolled.count === 0 || answer === 'declined') return {};
  const { count, since } = notEnrolled;
  return { gap: { code: 'phone-not-enrolled', severity: 'lost', since, details: { count } } };
}
