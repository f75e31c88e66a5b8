import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { DebuggingReminder } from '../managed/debugging-reminder.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

/** `holdfast debugging-reminder [on|off]`: whether to be told after a backup that USB debugging is still on. */
export function debuggingReminderCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('debugging-reminder')
      .summary('be reminded to switch USB debugging off')
      .description(
        'Says whether the agent reminds you, after each backup of an Android phone, that USB debugging is still on; with "on"\n' +
          'or "off" it is switched. Kept on this workstation, told to nobody.',
      )
      .argument('[choice]', 'on or off'),
  ).action(async (choice: string | undefined, flags: OutputFlags) => {
    const output = outputOf(context, flags);
    const reminder = new DebuggingReminder(context.environment.stateFolder);
    if (choice !== undefined && choice !== 'on' && choice !== 'off')
      throw usage(`"${choice}" is neither on nor off.`, 'Write holdfast debugging-reminder on, or off.');
    if (choice !== undefined) await reminder.choose(choice);
    const now = await reminder.choice();
    output.document({ debuggingReminder: now });
    output.summary(
      now === 'on'
        ? 'You are reminded after each backup to switch USB debugging off.'
        : 'You are not reminded to switch USB debugging off.',
    );
  });
}
