import type { Platform, PolicyV1 } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { Fault } from '../faults/fault.js';

/** Whether the company forbids to read such a phone through USB debugging. */
export function isDebuggingForbidden(policy: PolicyV1, platform: Platform): boolean {
  return platform === 'android' && policy.scope.usbDebugging === 'never';
}

const FORBIDDEN =
  "Your company's policy does not allow USB debugging, and an Android phone is read through it.";
const AS_FOLDER =
  'Plug the phone in for file transfer, so that it is mounted, and enrol that folder: "holdfast enrol --phone folder:DIR". Its contacts, messages, calls, calendar and list of apps are not in there.';

/** Ends a run before the phone is opened. @throws SourceError `not-in-policy` */
export function expectDebuggingAllowed(policy: PolicyV1, platform: Platform): void {
  if (isDebuggingForbidden(policy, platform))
    throw new SourceError('not-in-policy', `${FORBIDDEN} ${AS_FOLDER}`);
}

/** Ends an enrolment before the phone is opened. @throws Fault `refused` */
export function expectEnrollable(policy: PolicyV1, platform: Platform): void {
  if (!isDebuggingForbidden(policy, platform)) return;
  throw new Fault('refused', { what: FORBIDDEN, holds: 'The phone was not opened.', next: AS_FOLDER });
}
