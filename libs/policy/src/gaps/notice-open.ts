import type { EmployeeFacts } from './employee-facts.js';
import type { Finding } from './gap.js';

/** The notice changed, or was never acknowledged: until it is, no backup runs. */
export function noticeOpen({ noticeOpenSince, phones }: EmployeeFacts): Finding {
  if (!noticeOpenSince || phones.length === 0) return {};
  return { gap: { code: 'notice-open', severity: 'waiting', since: noticeOpenSince } };
}
