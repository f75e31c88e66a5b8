import type { Unlock } from '@holdfast/storage';
import type { RepositoryFlags } from '../commands/shared-options.js';
import { usage } from '../faults/fault.js';
import { readKeyFile } from './key-file.js';
import { readPasswordFile, readRecoveryCodeFile } from './secret-files.js';

/** What `--password-file`, `--recovery-code-file` or `--key-file` opens a repository with; exactly one of them is needed. */
export async function unlockFrom(flags: RepositoryFlags): Promise<Unlock> {
  const given = [flags.passwordFile, flags.recoveryCodeFile, flags.keyFile].filter(
    (file) => file !== undefined,
  );
  if (given.length > 1) throw usage('Give one of --password-file, --recovery-code-file and --key-file.');
  if (flags.passwordFile !== undefined) {
    return { kind: 'password', password: await readPasswordFile(flags.passwordFile) };
  }
  if (flags.recoveryCodeFile !== undefined) {
    return { kind: 'recovery-code', words: await readRecoveryCodeFile(flags.recoveryCodeFile) };
  }
  if (flags.keyFile !== undefined) return { kind: 'key', privateKey: await readKeyFile(flags.keyFile) };
  throw usage(
    'How is the repository opened?',
    'Add --password-file FILE, --recovery-code-file FILE or --key-file FILE.',
  );
}
