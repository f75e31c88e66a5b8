import type { Notice } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { Fault } from '../faults/fault.js';
import { ask } from '../terminal/ask.js';
import type { Output } from '../terminal/output.js';
import { wrapped } from '../terminal/wrapped.js';
import { VERSION } from '../version.js';
import { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import { enrolmentFile } from './enrolment-file.js';
import { readStatement } from './read-statement.js';

/** Shows the statement in force and records that the employee acknowledged it; nothing is read from a phone before that. */
export async function acceptNotice(
  context: CommandContext,
  flags: Pick<EnrolFlags, 'acceptNotice'>,
  enrolment: Enrolment,
  output: Output,
): Promise<Enrolment> {
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const current = await readStatement(plane, context.signal);
  if (await isAcknowledged(plane, current, enrolment, context.signal)) return enrolment;
  output.warning(`\nPlease read this first (notice ${current.version}).\n`);
  output.warning(wrapped(current.text));
  if (!flags.acceptNotice) await expectYes(context);
  const acknowledgement = { noticeVersion: current.version, textSha256: current.sha256 };
  await plane.call(endpoints.acknowledgeNotice, { body: acknowledgement, signal: context.signal });
  const accepted = { ...enrolment, acceptedNotice: { version: current.version, sha256: current.sha256 } };
  await enrolmentFile(context.environment.stateFolder).write(accepted);
  output.summary('On record: you have read this. "holdfast notice" shows it again, and how to take it back.');
  return accepted;
}

/** Read here, and not taken back since. */
async function isAcknowledged(
  plane: ControlPlane,
  current: Notice,
  { acceptedNotice }: Enrolment,
  signal: AbortSignal,
): Promise<boolean> {
  if (acceptedNotice?.sha256 !== current.sha256) return false;
  const body = { agentVersion: VERSION, spoolBytes: 0, phones: [], finishedCommands: [] };
  return (await plane.call(endpoints.checkIn, { body, signal })).notice.acknowledged;
}

async function expectYes(context: CommandContext): Promise<void> {
  const answer = await ask(
    context.streams,
    'Type "yes" if you have read it ("not now" costs nothing): ',
    context.signal,
  );
  if (answer?.toLowerCase() === 'yes') return;
  throw new Fault('not-enrolled', {
    what:
      answer === undefined
        ? 'Nobody is here to read the privacy notice.'
        : 'Not now: nothing was acknowledged.',
    holds: 'The workstation is enrolled, but nothing is read from any phone.',
    next: 'Run "holdfast enrol" when you want to go on, or add --accept-notice once you have read it.',
  });
}
