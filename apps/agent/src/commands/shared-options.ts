import type { Command } from 'commander';
import type { OutputFlags } from '../terminal/output.js';

/** Flags that say which repository is meant and how to open it. */
export interface RepositoryFlags {
  readonly repository?: string;
  readonly passwordFile?: string;
  readonly recoveryCodeFile?: string;
  readonly keyFile?: string;
  readonly workFolder?: string;
  /** The repository to which this workstation wrote while it waited to be let in. */
  readonly interim?: boolean;
}

/** Adds the flags of every verb that opens a repository. Without `--repository` it is the enrolled employee's. */
export function withRepositoryOptions(command: Command): Command {
  return withPlaceOptions(command).option(
    '--work-folder <folder>',
    'where spool and index of this repository are kept on this workstation',
  );
}

/** Adds the flags of a verb that reads what is backed up. */
export function withReadingOptions(command: Command): Command {
  return withRepositoryOptions(command).option(
    '--interim',
    'what this workstation backed up while it waited to be let in by another one',
  );
}

/** Which repository, and what opens it: for verbs that keep nothing of it on this workstation. */
export function withPlaceOptions(command: Command): Command {
  return command
    .option(
      '--repository <place>',
      'a folder or s3://BUCKET/PREFIX; without it, the repository of your enrolment',
    )
    .option(
      '--password-file <file>',
      'file whose content is the password (one newline at its end is not part of it)',
    )
    .option(
      '--recovery-code-file <file>',
      'file with the twelve words of the recovery code, instead of a password',
    )
    .option(
      '--key-file <file>',
      'file with a private key that "holdfast keys add" made, instead of a password',
    );
}

/** Adds the flags that every verb has. */
export function withOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document instead of text')
    .option('--quiet', 'print results and errors only: no progress, no remarks');
}

/** Adds `--progress`, for the verbs that take a while. */
export function withProgressOption(command: Command): Command {
  return command.option('--progress', 'with --json: progress as JSON lines on stderr');
}

export type { OutputFlags };
