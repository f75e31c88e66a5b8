import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { acceptNotice } from '../managed/accept-notice.js';
import { announcePhones } from '../managed/announce-phones.js';
import { enrolPhone } from '../managed/enrol-phone.js';
import { enrolWorkstation } from '../managed/enrol-workstation.js';
import { goOnEnrolling } from '../managed/go-on-enrolling.js';
import { byPerson, byToken } from '../managed/let-in.js';
import { readTokenFile } from '../managed/token-file.js';
import type { Enrolment } from '../managed/enrolment.js';
import { enrolAsManaged } from '../managed/enrol-as-managed.js';
import { enrolmentFile } from '../managed/enrolment-file.js';
import { enrolmentOf } from '../managed/enrolment.js';
import { makeOrJoinRepository } from '../managed/make-repository.js';
import type { Output } from '../terminal/output.js';
import { offerPhones } from '../managed/offer-phones.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { PhonesFlags } from './phones-options.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

export interface EnrolFlags extends OutputFlags, PhonesFlags {
  readonly tokenFile?: string;
  /** False: the address is only printed. */
  readonly browser?: boolean;
  readonly label?: string;
  readonly phoneLabel?: string;
  readonly caFile?: string;
  readonly acceptNotice?: boolean;
  readonly recoveryCodeFile?: string;
  readonly recoveryCodePage?: string;
  readonly proveRecoveryCode?: boolean;
  readonly waitForApproval?: string;
  readonly phone?: string;
  readonly yes?: boolean;
}

/** `holdfast enrol`: binds this workstation, and then a phone, to the employee. */
export function enrolCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('enrol')
      .summary('enrol this workstation, or a phone')
      .description(
        'Enrols this workstation once you have signed in, or with a one-time token; shows what the company can and cannot\n' +
          'see, and makes your repository. With --phone it enrols a phone of yours. Stopped half-way? Run it again.',
      )
      .argument(
        '[origin]',
        'address of the control plane, https://…; without it, what your company put on this computer',
      )
      .option('--token-file <file>', 'file with a one-time enrolment token, instead of signing in')
      .option('--no-browser', 'print the address to open, and open no browser')
      .option('--label <label>', 'name of this workstation; without an address, of the phone')
      .option('--ca-file <file>', "PEM file of your company's own certificate authority")
      .option('--accept-notice', 'accept the privacy notice without being asked')
      .option(
        '--recovery-code-file <file>',
        'write the recovery code there (0600) instead of showing it; read it from there if the repository exists already',
      )
      .option('--recovery-code-page <file>', 'write the recovery code there as a page to print (0600, HTML)')
      .option(
        '--prove-recovery-code',
        'without being asked: the code is proven by reading the file of --recovery-code-file back',
      )
      .option(
        '--wait-for-approval <seconds>',
        'how long to wait for your other workstation to let this one in; 120 at a terminal, else 0',
      )
      .option('--phone <address>', 'enrol the phone at this address; "holdfast phones" lists them')
      .option('--phone-label <label>', 'name of the phone')
      .option('--yes', 'the phone is mine, protect it: do not ask')
      .option('--adb-server <address>', 'HOST:PORT of the adb server'),
  ).action(async (origin: string | undefined, flags: EnrolFlags) => {
    const output = outputOf(context, flags);
    if (origin === undefined && flags.tokenFile !== undefined) {
      throw usage(
        'Which server is the token for?',
        'Give its address: holdfast enrol https://… --token-file FILE',
      );
    }
    let enrolment = await workstation(context, origin, flags, output);
    enrolment = await acceptNotice(context, flags, enrolment, output);
    await announcePhones(context.environment.stateFolder, enrolment, output);
    const joined = await makeOrJoinRepository({ context, flags, enrolment, output });
    const label = flags.phoneLabel ?? (origin === undefined ? flags.label : undefined);
    const named =
      flags.phone === undefined
        ? undefined
        : await enrolPhone(context, { ...flags, address: flags.phone, label }, joined.enrolment, output);
    const [offered] = named === undefined ? await offerPhones(context, flags, joined.enrolment, output) : [];
    const phone = named ?? offered;
    output.document({
      server: enrolment.origin,
      company: enrolment.company.name,
      employee: enrolment.employee.name,
      workstationId: enrolment.workstationId,
      label: enrolment.label,
      repositoryId: joined.enrolment.repositoryId,
      recoveryCode: joined.recoveryCode ?? null,
      recoveryCodeFile: flags.recoveryCodeFile ?? null,
      recoveryCodePage: flags.recoveryCodePage ?? null,
      recoveryCodeProven: joined.recoveryCodeProven,
      approvalCode: joined.approvalCode ?? null,
      phone: phone ?? null,
    });
    if (phone === undefined) output.summary('Next: plug in your phone, then "holdfast phones".');
    else output.summary('Next: "holdfast backup" now, or leave it to "holdfast agent".');
  });
}

/** This workstation's enrolment: a new one at an address, or the one that is there, whole or half done. */
async function workstation(
  context: CommandContext,
  origin: string | undefined,
  flags: EnrolFlags,
  output: Output,
): Promise<Enrolment> {
  const { stateFolder } = context.environment;
  if (origin === undefined) {
    const halfDone = await goOnEnrolling(context, output);
    if (halfDone) return halfDone;
    const isEnrolled = (await enrolmentFile(stateFolder).read())?.format === 2;
    const managed = isEnrolled ? undefined : await enrolAsManaged(context, flags, output);
    return managed ?? enrolmentOf(stateFolder);
  }
  const letIn =
    flags.tokenFile === undefined
      ? byPerson(context, flags, output)
      : byToken(await readTokenFile(flags.tokenFile, output));
  return enrolWorkstation(context, origin, flags, output, letIn);
}
