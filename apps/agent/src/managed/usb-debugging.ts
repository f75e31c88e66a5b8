import type { Platform, PolicyV1 } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';

/** Whether the company forbids to read such a phone through USB debugging. */
export function isDebuggingForbidden(policy: PolicyV1, platform: Platform): boolean {
  return platform === 'android' && policy.scope.usbDebugging === 'never';
}

/** The error of a phone that may not be read so; what its person can do instead is in the table of faults. */
export const debuggingForbidden = (): SourceError =>
  new SourceError(
    'not-in-policy',
    "Your company's policy does not allow USB debugging, and an Android phone is read through it.",
  );

/** Ends a run or an enrolment before the phone is opened. @throws SourceError `not-in-policy` */
export function expectDebuggingAllowed(policy: PolicyV1, platform: Platform): void {
  if (isDebuggingForbidden(policy, platform)) throw debuggingForbidden();
}
