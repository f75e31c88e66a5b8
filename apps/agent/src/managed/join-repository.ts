import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import type { Output } from '../terminal/output.js';
import type { Enrolment } from './enrolment-file.js';
import type { ManagedPlace } from './managed-repository.js';
// PLACEHOLDER until the storage door is known
export async function joinRepository(
  _context: CommandContext,
  _flags: EnrolFlags,
  enrolment: Enrolment,
  _place: ManagedPlace,
  _output: Output,
): Promise<Enrolment> {
  return enrolment;
}
