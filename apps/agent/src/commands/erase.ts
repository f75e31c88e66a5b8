import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { momentText } from '../terminal/figures.js';
import { printableText } from '../terminal/printable.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { confirm } from './confirm.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface EraseFlags extends OutputFlags {
  readonly link?: string;
  readonly recoveryCodeFile?: string;
  readonly caFile?: string;
  readonly yes?: boolean;
}

/** `holdfast erase`: who has left has what is theirs, and wants it gone there, before the day. */
export function eraseCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('erase')
      .summary('after leaving a company: have everything of you erased there now')
      .description(
        'Asks your former company’s Holdfast to erase everything of you now instead of on the day after your access ends: keys,\n' +
          'backups, labels, name. There is no way back, so export first. Only who has left does it, with the personal link and the\n' +
          'recovery code; while a hold stands it is refused. Who still works there asks their IT or privacy officer.',
      )
      .option('--link <url>', 'your personal link, in quotes (needed)')
      .option('--recovery-code-file <file>', 'file with the twelve words of the recovery code (needed)')
      .option('--ca-file <file>', "PEM file of the company's own certificate authority")
      .option('--yes', 'erase everything, without being asked'),
  ).action(async (flags: EraseFlags) => {
    const output = outputOf(context, flags);
    if (flags.link === undefined) throw usage('Which link is yours?', 'Add --link URL, in quotes.');
    const { accessByLink } = await import('../leaving/access-by-link.js');
    const { access } = await accessByLink(flags.link, flags);
    const { company, phones } = access.kept;
    const versions = phones.reduce((sum, phone) => sum + phone.versions, 0);
    const question =
      `Erase everything of you at ${printableText(company)} (${String(phones.length)} phones, ${String(versions)} versions)? ` +
      'It cannot be brought back.';
    await confirm(context, flags, question, 'Add --yes once you have exported what you want to keep.');
    const { earliestAt } = await access.call(endpoints.askErasure, { body: { everything: true } });
    output.document({ company, phones: phones.length, versions, earliestAt });
    output.summary(
      `Asked. Everything of you there is erased from ${momentText(new Date(earliestAt))} on; a signed certificate says what was, ` +
        'and what could not be reached.',
    );
  });
}
