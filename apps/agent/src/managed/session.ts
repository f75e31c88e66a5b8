import { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import { enrolmentOf } from './enrolment.js';
import { trustSystemAnd } from './trust.js';

/** The enrolment of this workstation and its control plane, ready to be called. @throws Fault `not-enrolled` */
export async function managedSession(
  stateFolder: string,
): Promise<{ enrolment: Enrolment; plane: ControlPlane }> {
  const enrolment = await enrolmentOf(stateFolder);
  trustSystemAnd(enrolment.caFile ?? undefined);
  return { enrolment, plane: new ControlPlane(enrolment.origin, enrolment.credential) };
}
