import { resolve } from 'node:path';
import { endpoints } from '@holdfast/contracts';
import { newKeyPair } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import type { AgentSecrets, Begun, TokensGiven } from '../credentials/index.js';
import {
  AgentCredential,
  AuthorizationClient,
  KeptSecrets,
  fileStore,
  newDpopKey,
} from '../credentials/index.js';
import { Fault, usage } from '../faults/fault.js';
import { makePrivateFolder } from '../state/private-file.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { VERSION } from '../version.js';
import { ControlPlane } from './control-plane.js';
import type { EarlierRecord, EnrolmentRecord } from './enrolment-file.js';
import { enrolmentFile } from './enrolment-file.js';
import type { Enrolment } from './enrolment.js';
import { withSecrets } from './enrolment.js';
import { parseOrigin } from './origin.js';
import { readTokenFile } from './token-file.js';
import { trustSystemAnd } from './trust.js';

const DEFAULT_LABEL = 'Workstation';

/**
 * Exchanges the one-time token for this agent's tokens and stores them before anything else is done, so that a token is
 * never used up for nothing. Enrolling again (a refused credential) keeps key, repository and phones.
 */
export async function enrolWorkstation(
  context: CommandContext,
  address: string,
  flags: EnrolFlags,
  output: Output,
): Promise<Enrolment> {
  const { stateFolder } = context.environment;
  const origin = parseOrigin(address);
  const before = await enrolmentFile(stateFolder).read();
  expectSameOrigin(before, origin);
  if (flags.tokenFile === undefined) {
    throw usage('Which token?', 'Add --token-file FILE with the one-time enrolment token from your company.');
  }
  const token = await readTokenFile(flags.tokenFile, output);
  // Before the token is used up: a state folder that cannot be written must not cost a token.
  await makePrivateFolder(stateFolder);
  const caFile = flags.caFile === undefined ? (before?.caFile ?? null) : resolve(flags.caFile);
  trustSystemAnd(caFile ?? undefined);
  const label = flags.label ?? before?.label ?? DEFAULT_LABEL;
  const kept = new KeptSecrets(stateFolder, fileStore(stateFolder));
  const client = await AuthorizationClient.discover(origin);
  await obtain(kept, before, { origin, caFile, label }, (key) => client.exchange(token, key));
  return finishEnrolling(context, kept, output);
}

/** Goes on with an enrolment that has its tokens, and whose workstation the control plane may not know yet. */
export async function finishEnrolling(
  context: CommandContext,
  kept: KeptSecrets,
  output: Output,
): Promise<Enrolment> {
  const { stateFolder, platform } = context.environment;
  const secrets = await kept.read();
  const begun = secrets?.begun;
  if (!secrets || !begun) throw new Error('nothing was begun');
  trustSystemAnd(begun.caFile ?? undefined);
  const plane = new ControlPlane(begun.origin, new AgentCredential(begun.origin, kept, secrets));
  const keyStore = kept.store.kind;
  const body = { label: begun.label, os: platform.os, agentVersion: VERSION, keyStore };
  const answer = await plane.call(endpoints.enrolWorkstation, { body, signal: context.signal });
  const before = await enrolmentFile(stateFolder).read();
  const same = before?.employee.id === answer.employee.id ? before : undefined;
  const { agentId, workstationId, employee, company, phoneHashKey } = answer;
  await kept.change((now) =>
    changed(now, { phoneHashKey, ...(!same && before && { privateKey: newKey() }) }),
  );
  const record: EnrolmentRecord = {
    format: 2,
    ...begun,
    agentId,
    workstationId,
    employee,
    company,
    keyStore,
    acceptedNotice: same?.acceptedNotice ?? null,
    repositoryId: same?.repositoryId ?? null,
  };
  await enrolmentFile(stateFolder).write(record);
  await kept.change((now) => changed(now, { begun: null }));
  output.summary(
    `This workstation is enrolled for ${printableText(employee.name)} at ${printableText(company.name)}.`,
  );
  return withSecrets(record, kept);
}

/** Keeps the tokens of a new key, in the same write as what they were asked for. */
async function obtain(
  kept: KeptSecrets,
  before: EnrolmentRecord | EarlierRecord | undefined,
  begun: Begun,
  give: (key: AgentSecrets['dpopKey']) => Promise<TokensGiven>,
): Promise<void> {
  const dpopKey = await newDpopKey();
  const earlier = before?.format === 1 ? before : undefined;
  await kept.change(async (now, proveWritable) => {
    const keys = {
      privateKey: now?.privateKey ?? earlier?.privateKey ?? newKey(),
      phoneHashKey: now?.phoneHashKey ?? earlier?.phoneHashKey ?? null,
    };
    await proveWritable();
    const { refreshToken, accessToken } = await give(dpopKey);
    return { format: 1, refreshToken, accessToken, dpopKey, ...keys, begun } satisfies AgentSecrets;
  });
}

const newKey = (): string => Buffer.from(newKeyPair().privateKey).toString('base64');

async function changed(now: AgentSecrets | undefined, change: Partial<AgentSecrets>): Promise<AgentSecrets> {
  if (now) return { ...now, ...change };
  throw new Error('the secrets are gone');
}

function expectSameOrigin(before: { readonly origin: string } | undefined, origin: string): void {
  if (before === undefined || before.origin === origin) return;
  throw new Fault('usage', {
    what: `This workstation is enrolled at ${before.origin}, and stays pinned to it.`,
    holds: 'Nothing was changed.',
    next: 'To enrol at another server as well, set HOLDFAST_HOME to a folder of its own.',
  });
}
