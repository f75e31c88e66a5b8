import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import type { CommandContext } from '../../commands/command-context.js';
import { outputOf } from '../../commands/command-context.js';
import { usage } from '../../faults/fault.js';
import type { AdminExit } from '../exit-codes.js';
import { givenAnchors } from './given-anchors.js';
import { givenKeys } from './given-keys.js';
import { verdictText } from './verdict-text.js';
import { verifyExport } from './verify-export.js';

/** Bytes. */
const PIECE = 256 * 1024;

interface VerifyFlags {
  readonly anchors?: readonly string[];
  readonly publicKey?: readonly string[];
  readonly json?: boolean;
}

/** `holdfast-admin audit verify`: is the log what was written? `done` is told how it ended. */
export function verifyAuditCommand(context: CommandContext, done: (exit: AdminExit) => void): Command {
  return new Command('verify')
    .summary('prove an export of the audit log')
    .description(
      'Checks every hash and link of an export, its numbers, times and company, and the anchors. Needs no server and no\n' +
        'network. Names the first event that is wrong, and what was done to it as far as that shows.',
    )
    .argument('<export>', 'the file that the console or GET /api/v1/audit/export gave')
    .option(
      '--anchors <path...>',
      'files or folders with anchors that were kept where the server cannot change them',
    )
    .option(
      '--public-key <key...>',
      "fingerprint of the server's key that you wrote down, or a file with the key",
    )
    .option('--json', 'print one JSON document instead of text')
    .action(async (file: string, flags: VerifyFlags) => {
      const output = outputOf(context, flags);
      if (!(await stat(file).catch(() => undefined))?.isFile())
        throw usage(`There is no file ${file}.`, 'Give an export of the audit log.');
      const anchors = await givenAnchors(flags.anchors ?? []);
      const keys = await givenKeys(flags.publicKey ?? []);
      const open = () => createReadStream(file, { signal: context.signal, highWaterMark: PIECE });
      const verdict = await verifyExport({ open, anchors, keys });
      output.document(verdict);
      for (const line of verdictText(verdict)) output.line(line);
      done(verdict.verdict);
    });
}
