import type { RecipientList, RecipientSummary } from '@holdfast/storage';
import { Fault } from '../../faults/fault.js';
import { printableText } from '../../terminal/printable.js';

/** A recipient by its id, or by the beginning of one where no other begins so. @throws Fault `not-found` */
export function recipientMeant({ recipients }: RecipientList, text: string): RecipientSummary {
  const exact = recipients.find(({ id }) => id === text);
  if (exact) return exact;
  const beginning = text === '' ? [] : recipients.filter(({ id }) => id.startsWith(text));
  const current = beginning.filter(({ standing }) => standing !== 'removed');
  const [found, another] = current.length > 0 ? current : beginning;
  if (found && !another) return found;
  const shown = printableText(text);
  const several = (current.length > 0 ? current : beginning).map(({ id }) => id).join(', ');
  throw new Fault('not-found', {
    what: found
      ? `Several begin with "${shown}": ${several}${current.length > 0 ? '' : ' (all of them removed)'}.`
      : `No recipient of this repository is called "${shown}".`,
    holds: 'Nothing was changed.',
    next: 'Give the whole id; "holdfast keys list" has them.',
  });
}
