import { rotateKeys } from '@holdfast/storage';
import { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags, RepositoryFlags } from '../shared-options.js';
import { withOutputOptions, withPlaceOptions } from '../shared-options.js';
import { atKeysPlace } from './keys-place.js';

/** `holdfast keys rotate`: a new epoch now. */
export function keysRotateCommand(context: CommandContext): Command {
  return withOutputOptions(
    withPlaceOptions(
      new Command('rotate')
        .summary('begin a new epoch now')
        .description(
          'Begins a new epoch now instead of in 30 days: contents stored from now on are sealed under a new key, which ' +
            'is wrapped to every recipient. What is stored already stays as it is. Nothing is read from a phone.',
        ),
    ),
  ).action(async (flags: RepositoryFlags & OutputFlags) => {
    const output = outputOf(context, flags);
    const { newEpoch } = await atKeysPlace(context, flags, rotateKeys);
    output.document({ newEpoch });
    output.summary(
      `Epoch ${newEpoch} has begun, for every recipient. What was stored before stays as it is.`,
    );
  });
}
