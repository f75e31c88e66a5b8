import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import type { CommandContext } from '../../commands/command-context.js';
import { outputOf } from '../../commands/command-context.js';
import type { PolicyExit } from '../exit-codes.js';
import { controlPlaneOf } from './api-token.js';
import { diffText } from './diff-text.js';
import { readDocumentFile } from './read-document-file.js';

interface Flags {
  readonly server?: string;
  readonly json?: boolean;
}
interface FileFlags extends Flags {
  readonly file: string;
}

const planeOf = ({ environment: { apiToken, server } }: CommandContext, flags: Flags) =>
  controlPlaneOf({ server: flags.server, token: apiToken, fallback: server });

const verb = (name: string, summary: string, description: string): Command =>
  new Command(name)
    .summary(summary)
    .description(description)
    .option('--server <url>', 'the installation, as the console is opened; HOLDFAST_SERVER otherwise')
    .option('--json', 'print one JSON document instead of text');

const withFile = (command: Command): Command =>
  command.requiredOption('-f, --file <file>', 'the document: YAML, or JSON');

/** `holdfast-admin policy …`: a company's policies as a document under version control. `done` is told how it ended. */
export function policyCommands(context: CommandContext, done: (exit: PolicyExit) => void): Command[] {
  const { signal } = context;
  return [
    verb(
      'export',
      'print policies and assignments as a document',
      'Prints all policies of the company and whom each is assigned to, with only what differs from the defaults.',
    ).action(async (flags: Flags) => {
      const answer = await planeOf(context, flags).call(endpoints.getPolicyDocument, { signal });
      const output = outputOf(context, flags);
      output.document(answer);
      if (!output.json) context.streams.stdout.write(answer.yaml);
    }),
    withFile(
      verb(
        'diff',
        'what a document would change',
        'Compares a document with what is in force, field by field, and says how many people it concerns. Changes nothing.',
      ),
    ).action(async (flags: FileFlags) => {
      const document = await readDocumentFile(flags.file);
      const diff = await planeOf(context, flags).call(endpoints.diffPolicyDocument, {
        body: { document },
        signal,
      });
      const output = outputOf(context, flags);
      output.document(diff);
      for (const line of diffText(diff)) output.line(line);
      done(diff.changes.length === 0 ? 'same' : 'different');
    }),
    withFile(
      verb(
        'apply',
        'make policies what a document says',
        'Makes policies and assignments what the document says, all of it or nothing. Refused where somebody changed them\n' +
          'meanwhile, or where one policy of it can never be met.',
      ),
    ).action(async (flags: FileFlags) => {
      const document = await readDocumentFile(flags.file);
      const plane = planeOf(context, flags);
      const { revision: basedOn, changes } = await plane.call(endpoints.diffPolicyDocument, {
        body: { document },
        signal,
      });
      const output = outputOf(context, flags);
      const answer =
        changes.length === 0
          ? { revision: basedOn, changes, findings: [] }
          : await plane.call(endpoints.applyPolicyDocument, {
              body: { basedOn, document },
              signal,
              tries: 1,
            });
      output.document(answer);
      for (const line of diffText(answer)) output.line(line);
      if (changes.length > 0) output.line(`Applied as revision ${String(answer.revision)}.`);
    }),
  ];
}
