import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { ProblemError } from '../faults/problem-error.js';
import { readManagedPreference } from '../platform/managed-preference.js';
import type { Output } from '../terminal/output.js';
import { enrolWorkstation } from './enrol-workstation.js';
import type { Enrolment } from './enrolment.js';
import { byPerson, byToken } from './let-in.js';

const SPENT = new Set(['enrolment-token-unknown', 'enrolment-token-expired']);

/**
 * Enrols as the company's device management put it on this computer; undefined where it did not. A token there that is
 * spent is said once, and the person signs in instead.
 */
export async function enrolAsManaged(
  context: CommandContext,
  flags: EnrolFlags,
  output: Output,
): Promise<Enrolment | undefined> {
  const preference = await readManagedPreference(context.environment.preference);
  if (!preference) return undefined;
  const { origin, token } = preference;
  if (token !== undefined) {
    try {
      return await enrolWorkstation(context, origin, flags, output, byToken(token));
    } catch (error) {
      if (!(error instanceof ProblemError) || !SPENT.has(error.code)) throw error;
      output.warning(
        'The enrolment token that your company put on this computer was used already or has expired: sign in instead.',
      );
    }
  }
  return enrolWorkstation(context, origin, flags, output, byPerson(context, flags, output));
}
