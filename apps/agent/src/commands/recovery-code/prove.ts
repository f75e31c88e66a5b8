import { Command } from 'commander';
import { Fault, usage } from '../../faults/fault.js';
import { mainPlace } from '../../managed/main-place.js';
import { RepositoryPins } from '../../managed/repository-pins.js';
import { managedSession } from '../../managed/session.js';
import { codeDatesText } from '../../recovery-code/code-dates-text.js';
import { askWholeCode, proveWholeCode } from '../../recovery-code/whole-code.js';
import { readRecoveryCodeFile } from '../../standalone/secret-files.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags } from '../shared-options.js';
import { withOutputOptions } from '../shared-options.js';

/** `holdfast recovery-code prove`: its person still has it. */
export function recoveryCodeProveCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('prove')
      .summary('show that you still have your recovery code')
      .description(
        'Asks for all twelve words, tries that they open everything, and answers a question of the control plane with them: it\n' +
          'knows then that you have the code, and on which day. The words do not leave this workstation and are not kept.',
      )
      .option('--recovery-code-file <file>', 'read the twelve words from this file, instead of being asked'),
  ).action(async (flags: OutputFlags & { readonly recoveryCodeFile?: string }) => {
    const output = outputOf(context, flags);
    const { stateFolder } = context.environment;
    const { plane } = await managedSession(stateFolder);
    const file = flags.recoveryCodeFile;
    if (file === undefined && (output.json || !context.streams.stdin.isTTY))
      throw usage('Nobody is here to type the words.', 'Add --recovery-code-file FILE.');
    const place = await mainPlace(plane, context.signal);
    const proven =
      file === undefined
        ? await askWholeCode(context, output, plane, place)
        : await proveWholeCode(
            new RepositoryPins(stateFolder),
            plane,
            place,
            await readRecoveryCodeFile(file),
          );
    if (proven === undefined) throw notIt();
    const { registeredOn, provenOn, dueOn } = proven;
    output.document({ registeredOn, provenOn, dueOn });
    output.summary(codeDatesText(proven, context.now()));
  });
}

const notIt = (): Fault =>
  new Fault('wrong-key', {
    what: 'That is not it: your recovery code is not proven.',
    holds: 'It opens what it opened; nothing was changed.',
    next: 'Lost it? "holdfast recovery-code replace" makes a new one in its place.',
  });
