import type { WorkstationEnrolled } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { newKeyPair } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { AgentSecrets, Begun, KeptSecrets } from '../credentials/index.js';
import { AgentCredential } from '../credentials/index.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { VERSION } from '../version.js';
import { ControlPlane } from './control-plane.js';
import type { EnrolmentRecord } from './enrolment-file.js';
import { enrolmentFile } from './enrolment-file.js';
import type { Enrolment } from './enrolment.js';
import { withSecrets } from './enrolment.js';
import { forgetPerson } from './forget-person.js';
import { trustSystemAnd } from './trust.js';

/** Says which workstation this is, for an enrolment that has its tokens, and records it. Stopped anywhere, it is repeated. */
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
  const file = enrolmentFile(stateFolder);
  const before = await file.read();
  const isOther = before !== undefined && before.employee.id !== answer.employee.id;
  // Another person's repository never opens by the key of the one before.
  const own = isOther ? { privateKey: Buffer.from(newKeyPair().privateKey).toString('base64') } : {};
  await kept.change((now) => changed(now, { phoneHashKey: answer.phoneHashKey, ...own }));
  const record = recordOf(begun, answer, keyStore, isOther ? undefined : before);
  if (isOther) await forgetPerson(stateFolder);
  await file.write(record);
  await kept.change((now) => changed(now, { begun: null }));
  const { employee, company } = answer;
  output.summary(
    `This workstation is enrolled for ${printableText(employee.name)} at ${printableText(company.name)}.`,
  );
  if (keyStore === 'file') {
    output.summary(
      'Its secrets lie in a file that only you can read, and not in a keychain; your company sees that.',
    );
  }
  return withSecrets(record, kept);
}

function recordOf(
  { origin, caFile, label, isKeyNew }: Begun,
  { agentId, workstationId, employee, company }: WorkstationEnrolled,
  keyStore: EnrolmentRecord['keyStore'],
  before: Pick<EnrolmentRecord, 'acceptedNotice' | 'repositoryId'> | undefined,
): EnrolmentRecord {
  return {
    format: 2,
    ...{ origin, caFile, label, agentId, workstationId, employee, company, keyStore },
    acceptedNotice: before?.acceptedNotice ?? null,
    repositoryId: isKeyNew ? null : (before?.repositoryId ?? null),
  };
}

async function changed(now: AgentSecrets | undefined, change: Partial<AgentSecrets>): Promise<AgentSecrets> {
  if (now) return { ...now, ...change };
  throw new Error('the secrets are gone');
}
