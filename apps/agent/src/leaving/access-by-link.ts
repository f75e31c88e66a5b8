import { usage } from '../faults/fault.js';
import { trustSystemAnd } from '../managed/trust.js';
import { readRecoveryCodeFile } from '../standalone/secret-files.js';
import { LeaverAccess } from './leaver-access.js';
import { parseLeaverLink } from './leaver-link.js';

/** Opens a leaver's access with what the command line names. The words are kept in memory only. */
export async function accessByLink(
  link: string,
  flags: { readonly recoveryCodeFile?: string; readonly caFile?: string },
): Promise<{ access: LeaverAccess; words: string }> {
  const parsed = parseLeaverLink(link);
  if (flags.recoveryCodeFile === undefined)
    throw usage(
      'The link alone opens nothing.',
      'Put the twelve words of your recovery code into a file and add --recovery-code-file FILE.',
    );
  const words = await readRecoveryCodeFile(flags.recoveryCodeFile);
  trustSystemAnd(flags.caFile);
  return { access: await LeaverAccess.open(parsed, words), words };
}
