import type { RecipientList } from '@holdfast/storage';
import { listRecipients } from '@holdfast/storage';
import { Command } from 'commander';
import { momentText } from '../../terminal/figures.js';
import type { Output } from '../../terminal/output.js';
import { printableText } from '../../terminal/printable.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags, RepositoryFlags } from '../shared-options.js';
import { withOutputOptions, withPlaceOptions } from '../shared-options.js';
import { atKeysPlace } from './keys-place.js';
import { recipientJson, recipientTable } from './recipient-text.js';

/** `holdfast keys list`: who may open the repository, and what each opens. */
export function keysListCommand(context: CommandContext): Command {
  return withOutputOptions(
    withPlaceOptions(
      new Command('list')
        .summary('show who may open the repository')
        .description(
          'Shows each recipient: its role, since when it is one, and what it opens. Wraps that nobody with a key of ' +
            'the repository made are named, and none is believed.',
        ),
    ),
  ).action(async (flags: RepositoryFlags & OutputFlags) => {
    const output = outputOf(context, flags);
    const list = await atKeysPlace(context, flags, listRecipients);
    output.document(listJson(list));
    output.line(recipientTable(list));
    output.summary(epochText(list));
    warn(output, list);
  });
}

function listJson(list: RecipientList): Record<string, unknown> {
  const { newestEpoch: newest } = list;
  return {
    repositoryId: list.repositoryId,
    epoch: newest ? { number: newest.number, began: newest.began.toISOString() } : null,
    epochs: list.epochs,
    recipients: list.recipients.map(recipientJson),
    forged: list.forged,
    damaged: list.damaged,
  };
}

function epochText({ newestEpoch }: RecipientList): string {
  if (!newestEpoch) return '* opened the repository. The next backup begins a new epoch.';
  const { number, began } = newestEpoch;
  return (
    `* opened the repository. Epoch ${number} began ${momentText(began)}; the next one begins at a backup 30 days later, or ` +
    'now with "holdfast keys rotate".'
  );
}

function warn(output: Output, { forged, damaged }: RecipientList): void {
  for (const name of forged)
    output.warning(
      `${printableText(name)} is forged: nobody who can open this repository made it. It opens nothing and was not believed. ` +
        'Somebody who can write at the location put it there.',
    );
  for (const name of damaged)
    output.warning(`${printableText(name)} is damaged. "holdfast verify" says more.`);
}
