import { resolve } from 'node:path';
import { newKeyPair } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import type { AgentSecrets } from '../credentials/index.js';
import { AuthorizationClient, newDpopKey, secretsForEnrolling } from '../credentials/index.js';
import { Fault } from '../faults/fault.js';
import type { Output } from '../terminal/output.js';
import type { EarlierRecord, EnrolmentRecord } from './enrolment-file.js';
import { enrolmentFile } from './enrolment-file.js';
import type { Enrolment } from './enrolment.js';
import { finishEnrolling } from './finish-enrolling.js';
import type { Letting } from './let-in.js';
import { parseOrigin } from './origin.js';
import { trustSystemAnd } from './trust.js';

const DEFAULT_LABEL = 'Workstation';

/**
 * Gets this agent's tokens and stores them before anything else is done, so that a one-time token is never used up for
 * nothing. Enrolling again (a refused credential) keeps key, repository and phones.
 */
export async function enrolWorkstation(
  context: CommandContext,
  address: string,
  flags: EnrolFlags,
  output: Output,
  letIn: Letting,
): Promise<Enrolment> {
  const { stateFolder, keyStore } = context.environment;
  const origin = parseOrigin(address);
  const before = await enrolmentFile(stateFolder).read();
  expectSameOrigin(before, origin);
  const caFile = flags.caFile === undefined ? (before?.caFile ?? null) : resolve(flags.caFile);
  trustSystemAnd(caFile ?? undefined);
  const label = flags.label ?? before?.label ?? DEFAULT_LABEL;
  const client = await AuthorizationClient.discover(origin);
  const recorded = before?.format === 2 ? before.keyStore : undefined;
  const kept = await secretsForEnrolling(stateFolder, recorded, keyStore === 'file');
  const dpopKey = await newDpopKey();
  const give = await letIn(client, dpopKey, label);
  await kept.change(async (now, proveWritable) => {
    await proveWritable();
    const { refreshToken, accessToken } = await give();
    const keys = keysOf(now, before);
    const begun = { origin, caFile, label, isKeyNew: keys.privateKey === null };
    const privateKey = keys.privateKey ?? Buffer.from(newKeyPair().privateKey).toString('base64');
    return {
      format: 1,
      refreshToken,
      accessToken,
      dpopKey,
      ...keys,
      privateKey,
      begun,
    } satisfies AgentSecrets;
  });
  return finishEnrolling(context, kept, output);
}

/** The keys of an enrolment before, which may be one of an earlier version. */
function keysOf(
  now: AgentSecrets | undefined,
  before: EnrolmentRecord | EarlierRecord | undefined,
): { privateKey: string | null; phoneHashKey: string | null } {
  const { privateKey = null, phoneHashKey = null } = now ?? (before?.format === 1 ? before : {});
  return { privateKey, phoneHashKey };
}

function expectSameOrigin(before: { readonly origin: string } | undefined, origin: string): void {
  if (before === undefined || before.origin === origin) return;
  throw new Fault('usage', {
    what: `This workstation is enrolled at ${before.origin}, and stays pinned to it.`,
    holds: 'Nothing was changed.',
    next: 'To enrol at another server as well, set HOLDFAST_HOME to a folder of its own.',
  });
}
