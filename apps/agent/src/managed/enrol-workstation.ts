import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { endpoints } from '@holdfast/contracts';
import { newKeyPair } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import { Fault, usage } from '../faults/fault.js';
import { makePrivateFolder } from '../state/private-file.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { VERSION } from '../version.js';
import { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment-file.js';
import { enrolmentFile } from './enrolment-file.js';
import { EnrolledPhones } from './enrolled-phones.js';
import { parseOrigin } from './origin.js';
import { trustSystemAnd } from './trust.js';

const DEFAULT_LABEL = 'Workstation';

/**
 * Exchanges the one-time token for this agent's credential and stores it before anything else is done, so that a
 * token is never used up for nothing. Enrolling again (a refused credential) keeps key, repository and phones.
 */
export async function enrolWorkstation(
  context: CommandContext,
  flags: EnrolFlags,
  output: Output,
): Promise<Enrolment> {
  const { environment } = context;
  const origin = parseOrigin(flags.server ?? '');
  const file = enrolmentFile(environment.stateFolder);
  const before = await file.read();
  expectSameOrigin(before, origin);
  const token = await tokenOf(flags, output);
  // Before the token is used up: a state folder that cannot be written must not cost a token.
  await makePrivateFolder(environment.stateFolder);
  const caFile = flags.caFile === undefined ? (before?.caFile ?? null) : resolve(flags.caFile);
  trustSystemAnd(caFile ?? undefined);
  const label = flags.label ?? before?.label ?? DEFAULT_LABEL;
  const answer = await new ControlPlane(origin).call(endpoints.enrolWorkstation, {
    body: { token, label, os: environment.platform.os, agentVersion: VERSION, keyStore: 'file' },
    tries: 1,
    signal: context.signal,
  });
  const isSamePerson = before?.employee.id === answer.employee.id;
  const kept = isSamePerson ? before : undefined;
  const enrolment: Enrolment = {
    format: 1,
    origin,
    caFile,
    label,
    agentToken: answer.agentToken,
    agentId: answer.agentId,
    workstationId: answer.workstationId,
    employee: answer.employee,
    company: answer.company,
    phoneHashKey: answer.phoneHashKey,
    acceptedNotice: kept?.acceptedNotice ?? null,
    privateKey: kept?.privateKey ?? Buffer.from(newKeyPair().privateKey).toString('base64'),
    repositoryId: kept?.repositoryId ?? null,
  };
  await file.write(enrolment);
  output.summary(
    `This workstation is enrolled for ${printableText(answer.employee.name)} at ${printableText(answer.company.name)}.`,
  );
  if (kept !== undefined) await announceAgain(context, enrolment);
  return enrolment;
}

function expectSameOrigin(before: Enrolment | undefined, origin: string): void {
  if (before === undefined || before.origin === origin) return;
  throw new Fault('usage', {
    what: `This workstation is enrolled at ${before.origin}, and stays pinned to it.`,
    holds: 'Nothing was changed.',
    next: 'To enrol at another server as well, set HOLDFAST_HOME to a folder of its own.',
  });
}

async function tokenOf(flags: EnrolFlags, output: Output): Promise<string> {
  if (flags.token !== undefined && flags.tokenFile !== undefined) {
    throw usage('Give either --token-file or --token, not both.');
  }
  if (flags.token !== undefined) {
    output.warning(
      'Other users of this computer may have seen the token on the command line; --token-file is safer.',
    );
    return flags.token.trim();
  }
  if (flags.tokenFile === undefined) {
    throw usage('Which token?', 'Add --token-file FILE with the one-time enrolment token from your company.');
  }
  const text = await readFile(flags.tokenFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw usage(`The token file ${flags.tokenFile} cannot be read (${error.code}).`);
  });
  const token = text.trim();
  if (token === '') throw usage(`The token file ${flags.tokenFile} is empty.`);
  return token;
}

/** The new credential has to know the phones of the old one; announcing is idempotent by the phone's key. */
async function announceAgain(context: CommandContext, enrolment: Enrolment): Promise<void> {
  const phones = new EnrolledPhones(context.environment.stateFolder);
  const plane = new ControlPlane(enrolment.origin, enrolment.agentToken);
  for (const phone of await phones.all()) {
    const { phoneKey, platform, model, osVersion, label } = phone;
    const body = { phoneKey, platform, model, osVersion, label };
    const { phoneId } = await plane.call(endpoints.enrolPhone, { body });
    await phones.remember({ ...phone, phoneId });
  }
}
