import { endpoints } from '@holdfast/contracts';
import { ProblemError } from '../faults/problem-error.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { ControlPlane } from './control-plane.js';
import { EnrolledPhones } from './enrolled-phones.js';
import type { Enrolment } from './enrolment.js';

/**
 * Tells the control plane of the phones that were enrolled here before: a new credential has to know those of the one
 * before. Telling is idempotent by the phone's key. One that was released meanwhile, or is a colleague's now, is forgotten.
 */
export async function announcePhones(
  stateFolder: string,
  enrolment: Enrolment,
  output: Output,
): Promise<void> {
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const phones = new EnrolledPhones(stateFolder);
  for (const phone of await phones.all()) {
    const { phoneKey, platform, model, osVersion, label } = phone;
    const body = { phoneKey, platform, model, osVersion, label, announced: true };
    try {
      const { phoneId } = await plane.call(endpoints.enrolPhone, { body });
      await phones.remember({ ...phone, phoneId });
    } catch (error) {
      if (!(error instanceof ProblemError) || !NO_LONGER.has(error.code)) throw error;
      await phones.forget(phone.phoneId);
      output.warning(`${printableText(label)} was released: this workstation leaves it alone from now on.`);
    }
  }
}

const NO_LONGER: ReadonlySet<string> = new Set(['not-found', 'phone-enrolled-elsewhere']);
