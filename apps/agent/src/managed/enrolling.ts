import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import type { Output } from '../terminal/output.js';
import type { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';

/** What every step needs that brings an enrolled workstation to its repository. */
export interface Enrolling {
  readonly context: CommandContext;
  readonly flags: EnrolFlags;
  readonly output: Output;
  readonly plane: ControlPlane;
  readonly enrolment: Enrolment;
}
