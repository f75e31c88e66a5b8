import { createHash } from 'node:crypto';
import type { Notice } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { Fault } from '../faults/fault.js';
import type { Output } from '../terminal/output.js';
import { scrub } from '../terminal/printable.js';
import { ask } from '../terminal/ask.js';
import { VERSION } from '../version.js';
import { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import { enrolmentFile } from './enrolment-file.js';

/** Shows the notice in force and records that the employee accepted it; nothing is read from a phone before that. */
export async function acceptNotice(
  context: CommandContext,
  flags: EnrolFlags,
  enrolment: Enrolment,
  output: Output,
): Promise<Enrolment> {
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const body = { agentVersion: VERSION, spoolBytes: 0, phones: [], finishedCommands: [] };
  const { notice } = await plane.call(endpoints.checkIn, { body, signal: context.signal });
  const { current } = notice;
  if (notice.acknowledged && enrolment.acceptedNotice?.sha256 === current.sha256) return enrolment;
  expectTrueHash(current);
  output.warning(`\nWhat your company can see (notice ${current.version}):\n`);
  output.warning(`${current.text.split('\n').map(scrub).join('\n')}\n`);
  if (!flags.acceptNotice) await expectYes(context);
  const acknowledgement = { noticeVersion: current.version, textSha256: current.sha256 };
  await plane.call(endpoints.acknowledgeNotice, { body: acknowledgement, signal: context.signal });
  const accepted = { ...enrolment, acceptedNotice: { version: current.version, sha256: current.sha256 } };
  await enrolmentFile(context.environment.stateFolder).write(accepted);
  output.summary(`Notice ${current.version} accepted.`);
  return accepted;
}

async function expectYes(context: CommandContext): Promise<void> {
  const answer = await ask(context.streams, 'Type "yes" to accept: ', context.signal);
  if (answer?.toLowerCase() === 'yes') return;
  throw new Fault('not-enrolled', {
    what: answer === undefined ? 'Nobody is here to accept the notice.' : 'You did not accept the notice.',
    holds: 'The workstation is enrolled, but nothing is read from any phone.',
    next: 'Run "holdfast enrol" when you want to accept it, or add --accept-notice once you have read it.',
  });
}

/** What is recorded as read must be what was shown. */
function expectTrueHash(notice: Notice): void {
  if (createHash('sha256').update(notice.text, 'utf8').digest('hex') === notice.sha256) return;
  throw new Fault('refused', {
    what: "The notice's text is not the one that the server has recorded.",
    holds: 'Nothing was accepted.',
    next: 'Tell your IT; then run "holdfast enrol" again.',
  });
}
