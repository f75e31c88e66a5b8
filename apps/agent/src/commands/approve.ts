import { readFile } from 'node:fs/promises';
import type { WaitingJoinRequest } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import { Fault, usage } from '../faults/fault.js';
import type { JoinKey } from '../joining/join-code.js';
import { letIn, sharedKey, wrongCode } from '../joining/approve-request.js';
import type { ControlPlane } from '../managed/control-plane.js';
import { mainPlace } from '../managed/main-place.js';
import { managedSession } from '../managed/session.js';
import { ask } from '../terminal/ask.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { table } from '../terminal/table.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface ApproveFlags extends OutputFlags {
  readonly codeFile?: string;
  readonly refuse?: boolean;
}

/** `holdfast approve`: lets another workstation of the same person into their backups. */
export function approveCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('approve')
      .summary('let another workstation of yours into your backups')
      .description(
        'Lists the workstations of yours that wait to be let in, and lets one in once you have typed the code that it shows. The\n' +
          'code is compared on this workstation: whoever stands between the two is found out. After five wrong codes the request\n' +
          'is refused.',
      )
      .argument(
        '[workstation]',
        'its name, or the beginning of the id of its request; needed where several wait',
      )
      .option('--code-file <file>', 'read the code from this file, instead of being asked')
      .option('--refuse', 'it is not mine, or not now'),
  ).action(async (meant: string | undefined, flags: ApproveFlags) => {
    const output = outputOf(context, flags);
    const { stateFolder } = context.environment;
    const { enrolment, plane } = await managedSession(stateFolder);
    const { items } = await plane.call(endpoints.listJoinRequests, { signal: context.signal });
    const request = oneMeant(items, meant);
    const shown = items.map(({ id, label, askedOn, endsOn }) => ({ id, label, askedOn, endsOn }));
    if (request === undefined) {
      output.document({ waiting: shown, approved: null });
      if (items.length === 0) output.line('No workstation of yours waits to be let in.');
      else tellSeveral(output, items);
      return;
    }
    const { id, label } = request;
    if (flags.refuse) {
      await plane.call(endpoints.refuseJoinRequest, { params: { id } });
      output.document({ waiting: shown, approved: null, refused: id });
      output.summary(`Refused: ${printableText(label)} is not let in.`);
      return;
    }
    const place = await mainPlace(plane, context.signal);
    const key = await typedCode(context, flags, output, plane, request);
    await letIn(stateFolder, enrolment, plane, place, request, key);
    output.document({ waiting: shown, approved: id });
    output.summary(
      `${printableText(label)} is let in: it opens all your backups, and writes there from its next contact on.`,
    );
  });
}

function oneMeant(
  items: readonly WaitingJoinRequest[],
  meant: string | undefined,
): WaitingJoinRequest | undefined {
  if (meant === undefined) return items.length === 1 ? items[0] : undefined;
  const found = items.filter(({ id, label }) => label === meant || id.startsWith(meant.toLowerCase()));
  if (found.length === 1) return found[0];
  throw new Fault('not-found', {
    what:
      found.length === 0
        ? `No workstation that waits is called "${printableText(meant)}".`
        : `Several workstations that wait are called "${printableText(meant)}".`,
    holds: 'Nothing was changed.',
    next: '"holdfast approve" lists them; the beginning of the id tells two of one name apart.',
  });
}

function tellSeveral(output: Output, items: readonly WaitingJoinRequest[]): void {
  const rows = items.map(({ id, label, askedOn, endsOn }) => [
    id.slice(0, 8),
    printableText(label),
    askedOn,
    endsOn,
  ]);
  output.line(table(['REQUEST', 'WORKSTATION', 'SINCE', 'UNTIL'], rows));
  output.summary('Say which: holdfast approve WORKSTATION');
}

async function typedCode(
  context: CommandContext,
  flags: ApproveFlags,
  output: Output,
  plane: ControlPlane,
  request: WaitingJoinRequest,
): Promise<JoinKey> {
  if (flags.codeFile !== undefined) {
    const typed = await readFile(flags.codeFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw usage(`The file ${flags.codeFile} cannot be read (${error.code}).`);
    });
    const key = sharedKey(request, typed);
    if (key) return key;
    const triesLeft = await wrongCode(plane, request);
    throw new Fault('wrong-key', {
      what: 'That is not it.',
      holds: `Nothing was let in; ${String(triesLeft)} more wrong codes refuse the request.`,
      next: 'Type the code that the other workstation shows. If it is right, the server shows another key than that one has: tell your IT.',
    });
  }
  output.warning(
    `${printableText(request.label)} waits since ${request.askedOn}. It shows a code of twelve letters and digits.`,
  );
  for (;;) {
    const typed = await ask(context.streams, 'Type it (nothing to leave it waiting): ', context.signal);
    if (typed === undefined) throw usage('Nobody is here to type the code.', 'Add --code-file FILE.');
    if (typed === '')
      throw new Fault('cancelled', { what: 'Nothing was let in.', holds: 'The request waits.' });
    const key = sharedKey(request, typed);
    if (key) return key;
    await wrongCode(plane, request);
    output.warning('That is not it.');
  }
}
