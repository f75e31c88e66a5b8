import type { Unlock } from '@holdfast/storage';
import type { RepositoryFlags } from '../commands/shared-options.js';
import { usage } from '../faults/fault.js';
import { readPasswordFile, readRecoveryCodeFile } from './secret-files.js';

/** What `--password-file` or `--recovery-code-file` opens a repository with; exactly one of them is needed. */
export async function unlockFrom(flags: RepositoryFlags): Promise<Unlock> {
  if (flags.passwordFile !== undefined && flags.recoveryCodeFile !== undefined) {
    throw usage('Give either --password-file or --recovery-code-file, not both.');
  }
  if (flags.passwordFile !== undefined) {
    return { kind: 'password', password: await readPasswordFile(flags.passwordFile) };
  }
  if (flags.recoveryCodeFile !== undefined) {
    return { kind: 'recovery-code', words: await readRecoveryCodeFile(flags.recoveryCodeFile) };
  }
  throw usage('How is the repository opened?', 'Add --password-file FILE or --recovery-code-file FILE.');
}
