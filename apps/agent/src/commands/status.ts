import { Command } from 'commander';
import type { AgentStatus } from '../agent/agent-status.js';
import { watchStatus } from '../agent/read-status.js';
import { DebuggingReminder } from '../managed/debugging-reminder.js';
import type { KeyStore } from '../credentials/index.js';
import type { CredentialStanding } from '../managed/credential-standing.js';
import { credentialStanding } from '../managed/credential-standing.js';
import { enrolmentRecordOf } from '../managed/enrolment.js';
import { EnrolledPhones } from '../managed/enrolled-phones.js';
import { safeJson } from '../terminal/safe-json.js';
import { statusText } from '../agent/status-text.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

/** `holdfast status`: what the long-lived agent does now, asked over its local socket. */
export function statusCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('status')
      .summary('show what the agent on this workstation does')
      .description(
        'Asks the agent of this user, over a local socket, what it sees and does. Where none runs, it asks the control plane\n' +
          'whether it still lets this workstation in.',
      )
      .option('--watch', 'keep showing every change until Ctrl-C; with --json one document a line'),
  ).action(async (flags: OutputFlags & { readonly watch?: boolean }) => {
    const output = outputOf(context, flags);
    const { environment, signal } = context;
    const enrolment = await enrolmentRecordOf(environment.stateFolder);
    const { keyStore } = enrolment;
    const reminder = new DebuggingReminder(environment.stateFolder);
    let isRunning = false;
    for await (const status of watchStatus(environment.statusAddress, signal)) {
      isRunning = true;
      const debuggingReminder = await reminder.choice();
      if (output.json)
        context.streams.stdout.write(
          `${safeJson({ running: true, ...status, debuggingReminder, keyStore })}\n`,
        );
      else output.line(`${statusText(status, debuggingReminder, context.now())}\n${secretsText(keyStore)}`);
      if (!flags.watch) return;
      output.line();
    }
    if (isRunning) {
      output.note('The agent has stopped.');
      return;
    }
    const phones = await new EnrolledPhones(environment.stateFolder).all();
    const credential = await credentialStanding(environment.stateFolder, signal);
    output.document({
      running: false,
      server: enrolment.origin,
      company: enrolment.company.name,
      employee: enrolment.employee.name,
      keyStore,
      credential,
      phones: phones.map(({ phoneId, label, platform }) => ({ phoneId, label, platform })),
    });
    output.line(
      `The agent is not running. Start it with "holdfast agent". Enrolled: ${enrolment.employee.name} at ${enrolment.company.name}.`,
    );
    output.line(`${secretsText(keyStore)} ${CREDENTIAL_TEXTS[credential]}`);
  });
}

const secretsText = (keyStore: KeyStore): string =>
  keyStore === 'keychain'
    ? "The enrolment's secrets lie in the keychain of this computer."
    : "The enrolment's secrets lie in a file that only you can read, not in a keychain.";

const CREDENTIAL_TEXTS: Record<CredentialStanding, string> = {
  works: 'The control plane lets this workstation in.',
  refused: 'The control plane refuses it: enrol it again with "holdfast enrol https://…".',
  'out-of-reach': 'They cannot be read now: unlock the keychain.',
  unknown: 'Whether the control plane lets it in could not be asked now.',
};

export type { AgentStatus };
