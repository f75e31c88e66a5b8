import type { RunProgress } from '@holdfast/contracts';
import { waitingText } from '../iphone/step-text.js';
import type { ReminderChoice } from '../managed/debugging-reminder.js';
import { durationText, momentText } from '../terminal/figures.js';
import { printableText } from '../terminal/printable.js';
import { progressLine } from '../terminal/progress-line.js';
import { codeDatesText, isCodeDue } from '../recovery-code/code-dates-text.js';
import type { AgentStatus, PhoneStatus } from './agent-status.js';

/** The agent's state for a person: a line for the agent, then one for each phone. */
export function statusText(status: AgentStatus, reminder: ReminderChoice, now: Date): string {
  const { contact, policy } = status;
  const lines = [
    `Agent ${status.agent.version} runs since ${momentText(new Date(status.agent.startedAt))} for ${printableText(status.employee)} at ${printableText(status.company)}.`,
    contact.ok
      ? `The control plane answers (${status.server}).`
      : `The control plane cannot be asked (${printableText(contact.problem ?? 'not yet')}). The agent keeps trying.`,
  ];
  if (status.notice === 'open')
    lines.push('The notice has changed: read and accept it with "holdfast enrol". No backup runs before.');
  if (status.recoveryCode !== null && isCodeDue(status.recoveryCode, now))
    lines.push(codeDatesText(status.recoveryCode, now));
  if (policy !== null)
    lines.push(
      `Policy "${printableText(policy.name)}" (version ${policy.version}): every ${policy.everyHours} h.`,
    );
  if (policy?.usbDebugging === 'remind-off') lines.push(...REMINDER_TEXTS[reminder]);
  if (status.phones.length === 0)
    lines.push('No phone is enrolled: "holdfast phones" shows what is attached.');
  return [...lines, ...status.phones.map((phone) => phoneText(phone, now))].join('\n');
}

const REMINDER_TEXTS: Record<ReminderChoice, readonly string[]> = {
  on: [
    'After each backup of an Android phone you are reminded to switch USB debugging off ("holdfast debugging-reminder off" ends it).',
  ],
  off: [],
  open: [
    'You can be reminded after each backup of an Android phone to switch USB debugging off: "holdfast debugging-reminder on", or "off".',
  ],
};

function runningText(running: string, progress: RunProgress | null): string {
  if (progress === null) return `${running} begins`;
  return progress.waitingFor ? `${running} waits for you` : `${running}: ${progressLine(progress)}`;
}

function phoneText(phone: PhoneStatus, now: Date): string {
  const parts = [phone.attach === 'detached' ? 'not attached' : 'attached'];
  if (phone.running !== null) {
    parts.push(runningText(phone.running, phone.progress));
  }
  parts.push(
    phone.newestSnapshotAt === null
      ? 'never backed up'
      : `last backup ${durationText(now.getTime() - Date.parse(phone.newestSnapshotAt))} ago`,
  );
  if (phone.running === null && phone.nextDueAt !== null) {
    const due = Date.parse(phone.nextDueAt) - now.getTime();
    parts.push(due <= 0 ? 'due now' : `next in ${durationText(due)}`);
  }
  if (phone.lastCause !== null) parts.push(`last run ${phone.lastOutcome} (${phone.lastCause})`);
  const line = `${printableText(phone.label)}: ${parts.join('; ')}.`;
  const next = phone.progress?.waitingFor ? waitingText(phone.progress.waitingFor) : phone.next;
  return next === null ? line : `${line}\n  ${next}`;
}
