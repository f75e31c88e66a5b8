import { Fault } from '../faults/fault.js';
import { countText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import { printablePath, printableText } from '../terminal/printable.js';

/** Something that could not be put on a phone. */
export interface FailedToPut {
  readonly path: readonly Uint8Array[];
  readonly reason: string;
}

/** Reasons that are told file by file; of more only the count is. */
const TOLD_EACH = 20;

/** Names what could not be put on a phone. @throws Fault `incomplete` where there is something */
export function tellFailed(output: Output, failed: readonly FailedToPut[]): void {
  for (const { path, reason } of failed.slice(0, TOLD_EACH))
    output.warning(`Not put there: ${printablePath(path)}: ${printableText(reason)}`);
  if (failed.length > TOLD_EACH) output.warning(`And ${countText(failed.length - TOLD_EACH, 'other')}.`);
  if (failed.length === 0) return;
  throw new Fault('incomplete', {
    what: `${countText(failed.length, 'file')} could not be put on the phone.`,
    holds: 'Everything else is there; the snapshot itself was not touched.',
    next: 'Look at the reasons above, then run the same command again: what is there is skipped.',
  });
}
