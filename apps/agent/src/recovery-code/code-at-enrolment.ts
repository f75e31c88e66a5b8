import { endpoints } from '@holdfast/contracts';
import type { CommandContext } from '../commands/command-context.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { ManagedPlace } from '../managed/managed-repository.js';
import { RepositoryPins } from '../managed/repository-pins.js';
import { readRecoveryCodeFile } from '../standalone/secret-files.js';
import type { Output } from '../terminal/output.js';
import type { CodeFlags, NewCode } from './new-code.js';
import { askWholeCode, proveWholeCode } from './whole-code.js';

const LATER =
  'Your recovery code is not proven yet: "holdfast recovery-code prove" does it, or "holdfast enrol" again.';

/** Tells the control plane of the code that was just made, and has its person prove it. Answers whether it is proven. */
export async function proveNewCode(
  context: CommandContext,
  output: Output,
  plane: ControlPlane,
  code: NewCode,
  identity: Uint8Array,
): Promise<boolean> {
  await code.register(plane, identity);
  const isHeld = await code.isHeld(context, output);
  if (isHeld) await code.prove(plane);
  tell(output, isHeld);
  return isHeld;
}

/** Goes on with a code that nobody has proven: its words are not here any more, so all twelve are asked for. */
export async function resumeCode(
  context: CommandContext,
  flags: CodeFlags,
  output: Output,
  plane: ControlPlane,
  place: ManagedPlace,
): Promise<boolean> {
  const { provenOn } = await plane.call(endpoints.recoveryCode);
  if (provenOn !== null) return true;
  const proven = await byFileOrPerson(context, flags, output, plane, place);
  tell(output, proven);
  return proven;
}

async function byFileOrPerson(
  context: CommandContext,
  flags: CodeFlags,
  output: Output,
  plane: ControlPlane,
  place: ManagedPlace,
): Promise<boolean> {
  if (flags.proveRecoveryCode === true && flags.recoveryCodeFile !== undefined) {
    const words = await readRecoveryCodeFile(flags.recoveryCodeFile);
    const pins = new RepositoryPins(context.environment.stateFolder);
    return (await proveWholeCode(pins, plane, place, words)) !== undefined;
  }
  if (!context.streams.stdin.isTTY || output.json) return false;
  output.warning(
    'Your recovery code is not proven yet. Lost it? "holdfast recovery-code replace" makes another.',
  );
  return (await askWholeCode(context, output, plane, place)) !== undefined;
}

function tell(output: Output, isProven: boolean): void {
  if (isProven) output.summary('Your recovery code is proven.');
  else output.warning(LATER);
}
