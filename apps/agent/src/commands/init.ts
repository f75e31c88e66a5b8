import { createRepository, newRecoveryCode } from '@holdfast/storage';
import type { Recipient } from '@holdfast/storage';
import { Command } from 'commander';
import { locationOf } from '../standalone/location.js';
import { parsePlace, placeText } from '../standalone/place.js';
import { writeNewSecret } from '../standalone/new-secret-file.js';
import { readPasswordFile } from '../standalone/secret-files.js';
import { workFolderFor } from '../standalone/work-folder.js';
import { rm } from 'node:fs/promises';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface InitFlags extends RepositoryFlags, OutputFlags {}

/** `holdfast init`: makes a repository that only its password (and recovery code, if asked for) opens. */
export function initCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('init')
      .summary('make a new repository')
      .description(
        'Makes an encrypted repository in a folder or an S3 bucket. Only the password opens it, and nobody can\n' +
          'bring a lost password back: with --recovery-code-file you get twelve words as a second way in.',
      )
      .requiredOption('--repository <place>', 'a folder or s3://BUCKET/PREFIX')
      .requiredOption(
        '--password-file <file>',
        'file whose content is the password (one newline at its end is not part of it)',
      )
      .option(
        '--recovery-code-file <file>',
        'make a recovery code too and write its words there (mode 0600, never overwritten)',
      )
      .option(
        '--work-folder <folder>',
        'where spool and index of this repository are kept on this workstation',
      ),
  ).action(async (flags: InitFlags) => {
    const output = outputOf(context, flags);
    const place = parsePlace(flags.repository ?? '');
    const password = await readPasswordFile(flags.passwordFile ?? '');
    const recipients: Recipient[] = [{ kind: 'password', password }];
    if (flags.recoveryCodeFile !== undefined) {
      const words = newRecoveryCode();
      await writeNewSecret(flags.recoveryCodeFile, `${words}\n`, 'The recovery code');
      recipients.push({ kind: 'recovery-code', words });
    }
    const location = locationOf(place, context.environment.s3);
    try {
      const repository = await createRepository({
        location,
        workFolder: flags.workFolder ?? workFolderFor(context.environment.cacheFolder, placeText(place)),
        recipients,
        unlock: { kind: 'password', password },
      });
      await repository.close();
      output.document({
        repositoryId: repository.id,
        place: placeText(place),
        recoveryCodeFile: flags.recoveryCodeFile ?? null,
      });
      output.summary(`Made repository ${repository.id} at ${placeText(place)}.`);
      output.summary(
        'Keep the password: without it nobody can open the repository, and nobody can bring it back.',
      );
      if (flags.recoveryCodeFile !== undefined) {
        output.summary(`The recovery code is in ${flags.recoveryCodeFile}: print it, then delete the file.`);
      }
    } catch (error) {
      if (flags.recoveryCodeFile !== undefined) await rm(flags.recoveryCodeFile, { force: true });
      throw error;
    }
  });
}
