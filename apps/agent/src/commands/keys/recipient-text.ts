import type { RecipientList, RecipientSummary } from '@holdfast/storage';
import { countText, momentText } from '../../terminal/figures.js';
import { table } from '../../terminal/table.js';

const ROLE_TEXT: Record<RecipientSummary['role'], string> = {
  password: 'password',
  employee: 'employee',
  'recovery-code': 'recovery code',
  workstation: 'workstation',
  company: 'company',
  service: 'agent service',
};

/** What a recipient is, for a person: `agent service`. */
export const roleText = ({ role }: Pick<RecipientSummary, 'role'>): string => ROLE_TEXT[role];

/** A recipient as `--json` shows it. */
export function recipientJson(recipient: RecipientSummary): Record<string, unknown> {
  return {
    id: recipient.id,
    role: recipient.role,
    standing: recipient.standing,
    since: recipient.since?.toISOString() ?? null,
    removedAt: recipient.removedAt?.toISOString() ?? null,
    epochs: recipient.epochs,
    inUse: recipient.isInUse,
  };
}

/** One line for each; the one in use has a star. */
export function recipientTable(list: RecipientList): string {
  const rows = list.recipients.map((recipient) => [
    `${recipient.id}${recipient.isInUse ? ' *' : ''}`,
    roleText(recipient),
    recipient.since ? momentText(recipient.since) : 'unknown',
    opensText(recipient, list),
  ]);
  return table(['RECIPIENT', 'ROLE', 'SINCE', 'OPENS'], rows);
}

function opensText({ role, standing, epochs, removedAt }: RecipientSummary, list: RecipientList): string {
  if (standing === 'removed') {
    const left = epochs.length === 0 ? '' : `; ${countText(epochs.length, 'wrap')} of it still stored`;
    return `nothing: removed ${removedAt ? momentText(removedAt) : ''}${left}`;
  }
  const unfinished = standing === 'unfinished' ? ' (added half: add it again, or remove it)' : '';
  if (role === 'service')
    return `the newest epoch${epochs.length === 1 ? '' : `: ${numbers(epochs)}`}${unfinished}`;
  if (epochs.length === list.epochs) return `everything${unfinished}`;
  return `${epochs.length === 0 ? 'nothing' : `epochs ${numbers(epochs)}`} of ${list.epochs}${unfinished}`;
}

/** `1-4, 6`. */
function numbers(epochs: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const epoch of epochs) {
    const last = spans.at(-1);
    if (last && epoch === last[1] + 1) last[1] = epoch;
    else spans.push([epoch, epoch]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
