import type { IndexRepair } from '@holdfast/storage';
import { Argument, Command } from 'commander';
import { Fault } from '../faults/fault.js';
import { countText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';

/** `holdfast repair index`: the local index, thrown away and built anew from the repository. */
export function repairCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        new Command('repair')
          .summary('build the local index anew')
          .description(
            'Throws away the local index, a cache in the work folder, and builds it anew from the repository. Where index\n' +
              'shards of the repository itself are lost or damaged, it reads the packs instead and writes new ones.',
          )
          .addArgument(new Argument('<what>', 'what to build anew').choices(['index'])),
      ),
    ),
  ).action(async (_what: string, flags: RepositoryFlags & OutputFlags) => {
    const output = outputOf(context, flags);
    const opened = await openForCommand(context, flags);
    const view = await output.progress('Repair', 'object');
    try {
      const repaired = await opened.repository.repairIndex({
        signal: context.signal,
        onProgress: (progress) => view.update(progress),
      });
      view.stop();
      output.document({ repositoryId: opened.id, ...repaired });
      tell(output, repaired);
    } finally {
      view.stop();
      await opened.close();
    }
  });
}

function tell(output: Output, repaired: IndexRepair): void {
  const { shards, packs, chunks, packsRead, shardsWritten, unreadable } = repaired;
  output.summary(
    `Built the local index anew from ${countText(shards, 'shard')}: ${countText(chunks, 'chunk')} in ${countText(packs, 'pack')}.`,
  );
  if (packsRead > 0) {
    output.summary(
      `No readable shard described ${countText(packsRead, 'pack')}, so they were read whole` +
        (shardsWritten > 0 ? `, and ${countText(shardsWritten, 'shard')} written for them.` : '.'),
    );
  }
  if (unreadable.length === 0) return;
  for (const name of unreadable) output.line(`cannot be read: ${name}`);
  throw new Fault('damaged', {
    what: `${countText(unreadable.length, 'object')} of the repository cannot be read.`,
    holds: 'The index knows everything else.',
    next: 'See what that hurts with "holdfast verify"; bring objects back from another copy with "holdfast heal --from PLACE".',
  });
}
