import { Fault } from '../faults/fault.js';
import type { ControlPlane } from './control-plane.js';
import type { ManagedPlace } from './managed-repository.js';
import { managedPlace } from './managed-repository.js';

/** The employee's main repository, for who opens it. @throws Fault `refused` on a workstation that waits to be let in itself */
export async function mainPlace(plane: ControlPlane, signal?: AbortSignal): Promise<ManagedPlace> {
  const place = await managedPlace(plane, signal);
  if (place.main === undefined) return place;
  throw new Fault('refused', {
    what: 'This workstation waits to be let into your repository itself.',
    holds: 'Nothing was changed.',
    next: 'Run this on a workstation that is in, or bring this one in with "holdfast enrol".',
  });
}
