import { Command } from 'commander';
import { Fault, usage } from '../../faults/fault.js';
import { mainPlace } from '../../managed/main-place.js';
import { openedHere } from '../../managed/interim-place.js';
import { RepositoryPins } from '../../managed/repository-pins.js';
import { managedSession } from '../../managed/session.js';
import type { CodeFlags } from '../../recovery-code/new-code.js';
import { NewCode } from '../../recovery-code/new-code.js';
import { replaceCode } from '../../recovery-code/replace-code.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags } from '../shared-options.js';
import { withOutputOptions } from '../shared-options.js';

/** `holdfast recovery-code replace`: new words, and the old ones open nothing that comes. */
export function recoveryCodeReplaceCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('replace')
      .summary('make a new recovery code in place of the old one')
      .description(
        'Makes new words and has you type three of them. Only then does the new code open everything, and the old one nothing that\n' +
          'is backed up from then on: a new epoch begins. What the old one opened before stays readable to whoever has it and can\n' +
          'read the storage.',
      )
      .option('--recovery-code-file <file>', 'write the words there (0600) instead of showing them')
      .option('--recovery-code-page <file>', 'write them there as a page to print (0600, HTML)')
      .option(
        '--prove-recovery-code',
        'without being asked: proven by reading the file of --recovery-code-file back',
      ),
  ).action(async (flags: OutputFlags & CodeFlags) => {
    const output = outputOf(context, flags);
    const isScript = output.json || !context.streams.stdin.isTTY;
    if (isScript && (flags.proveRecoveryCode !== true || flags.recoveryCodeFile === undefined))
      throw usage(
        'Nobody is here to type three of the new words.',
        'Add --recovery-code-file FILE --prove-recovery-code.',
      );
    const { stateFolder } = context.environment;
    const { enrolment, plane } = await managedSession(stateFolder);
    const place = await mainPlace(plane, context.signal);
    const { identity } = await openedHere(place, enrolment);
    await new RepositoryPins(stateFolder).expect(place.repositoryId, identity);
    const code = await NewCode.make(output, flags, {
      company: enrolment.company.name,
      employee: enrolment.employee.name,
      repositoryId: place.repositoryId,
      madeOn: context.now(),
    });
    if (!(await code.isHeld(context, output).catch(leave(code)))) {
      await code.undo();
      throw unproven();
    }
    const { removed } = await replaceCode(place, enrolment, code.words);
    await code.register(plane, identity);
    const { registeredOn, provenOn, dueOn } = await code.prove(plane);
    output.document({ registeredOn, provenOn, dueOn, removed, files: code.files });
    output.summary('Your new recovery code opens everything; that was tried before the old one was removed.');
    if (code.files.length > 0)
      output.summary(
        `It is in ${code.files.join(' and ')}: print it or keep it in a password manager, then delete the file.`,
      );
  });
}

/** Ctrl-C: words that open nothing are not left lying around. */
const leave =
  (code: NewCode) =>
  async (error: unknown): Promise<never> => {
    await code.undo();
    throw error;
  };

const unproven = (): Fault =>
  new Fault('cancelled', {
    what: 'The new recovery code was not proven.',
    holds: 'The old one opens what it opened; the new one opens nothing.',
    next: 'Run "holdfast recovery-code replace" again when you have something to write on.',
  });
