import { endpoints } from '@holdfast/contracts';
import { Fault } from '../faults/fault.js';
import { ProblemError } from '../faults/problem-error.js';
import { managedSession } from './session.js';

/** Whether this workstation is still let in. `out-of-reach`: its secrets cannot be read, so that nobody was asked. */
export type CredentialStanding = 'works' | 'refused' | 'out-of-reach' | 'unknown';

/** Asks the control plane, once. */
export async function credentialStanding(
  stateFolder: string,
  signal: AbortSignal,
): Promise<CredentialStanding> {
  try {
    const { plane } = await managedSession(stateFolder);
    await plane.call(endpoints.effectivePolicy, { tries: 1, signal });
    return 'works';
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Fault) return 'out-of-reach';
    return error instanceof ProblemError && error.code === 'agent-token-refused' ? 'refused' : 'unknown';
  }
}
