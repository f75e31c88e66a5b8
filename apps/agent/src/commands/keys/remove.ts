import type { RecipientSummary } from '@holdfast/storage';
import { listRecipients, removeRecipient } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault, usage } from '../../faults/fault.js';
import { ask } from '../../terminal/ask.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags, RepositoryFlags } from '../shared-options.js';
import { withOutputOptions, withPlaceOptions } from '../shared-options.js';
import { atKeysPlace } from './keys-place.js';
import { recipientMeant } from './recipient-meant.js';
import { roleText } from './recipient-text.js';
import { removedJson, tellRemoved } from './removed-text.js';

interface RemoveFlags extends RepositoryFlags, OutputFlags {
  readonly yes?: boolean;
}

/** `holdfast keys remove`: one fewer who may open the repository. */
export function keysRemoveCommand(context: CommandContext): Command {
  return withOutputOptions(
    withPlaceOptions(
      new Command('remove')
        .summary('let one open the repository no more')
        .description(
          'Removes a recipient: its wraps are taken away, and a new epoch begins at once, so that it cannot open what is ' +
            'stored from then on. What it could open before stays readable to whoever copied its wraps. It does not come ' +
            'back; the last one that opens everything stays.',
        )
        .argument('<recipient>', 'its id, or the beginning of one; "holdfast keys list" has them'),
    ).option('--yes', 'do not ask'),
  ).action(async (text: string, flags: RemoveFlags) => {
    const output = outputOf(context, flags);
    const removed = await atKeysPlace(context, flags, async (place) => {
      const meant = recipientMeant(await listRecipients(place), text);
      if (flags.yes !== true) await expectYes(context, meant);
      return removeRecipient(place, meant.id);
    });
    output.document({ removed: removedJson(removed) });
    tellRemoved(output, removed);
  });
}

async function expectYes(context: CommandContext, meant: RecipientSummary): Promise<void> {
  const own = meant.isInUse ? ' It is the one that you opened the repository with.' : '';
  const question = `${meant.id} (${roleText(meant)}) will open nothing that is stored from now on.${own} Type "yes" to remove it: `;
  const answer = await ask(context.streams, question, context.signal);
  if (answer === undefined)
    throw usage('Nobody is there to be asked.', 'Say --yes to remove it without being asked.');
  if (answer.toLowerCase() !== 'yes')
    throw new Fault('cancelled', {
      what: 'Nothing was removed.',
      holds: `${meant.id} opens what it opened before.`,
    });
}
