import { endpoints } from '@holdfast/contracts';
import { ControlPlane } from './control-plane.js';
import { EnrolledPhones } from './enrolled-phones.js';
import type { Enrolment } from './enrolment.js';

/**
 * Tells the control plane of the phones that were enrolled here before: a new credential has to know those of the one
 * before. Telling is idempotent by the phone's key.
 */
export async function announcePhones(stateFolder: string, enrolment: Enrolment): Promise<void> {
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const phones = new EnrolledPhones(stateFolder);
  for (const phone of await phones.all()) {
    const { phoneKey, platform, model, osVersion, label } = phone;
    const body = { phoneKey, platform, model, osVersion, label };
    const { phoneId } = await plane.call(endpoints.enrolPhone, { body });
    await phones.remember({ ...phone, phoneId });
  }
}
