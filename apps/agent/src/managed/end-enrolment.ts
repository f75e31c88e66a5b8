import { rm } from 'node:fs/promises';
import type { KeyStore, KeptSecrets } from '../credentials/index.js';
import { AuthorizationClient, halfDoneSecrets, keptSecrets } from '../credentials/index.js';
import { Fault } from '../faults/fault.js';
import { enrolmentFile } from './enrolment-file.js';
import { forgetPerson } from './forget-person.js';
import { trustSystemAnd } from './trust.js';

/** What was ended; `left`: why the control plane could not be told, or null. */
export interface EndedEnrolment {
  readonly origin: string;
  readonly left: string | null;
}

/** What there is to end: an enrolment, whole or half done, of this version or an earlier one. */
export interface EnrolmentToEnd {
  readonly origin: string;
  readonly caFile: string | null;
  readonly refreshToken: string | null;
  readonly kept: KeptSecrets;
}

/** @throws Fault `not-enrolled` */
export async function enrolmentToEnd(stateFolder: string, fileOnly: boolean): Promise<EnrolmentToEnd> {
  const record = await enrolmentFile(stateFolder).read();
  const recorded: KeyStore | undefined = record?.format === 2 ? record.keyStore : undefined;
  const kept = recorded
    ? await keptSecrets(stateFolder, recorded)
    : await halfDoneSecrets(stateFolder, fileOnly);
  // Damaged or out of reach: then the server cannot be told, and the rest is forgotten all the same.
  const secrets = await kept.read().catch(() => undefined);
  const origin = record?.origin ?? secrets?.begun?.origin;
  if (origin === undefined) throw new Fault('not-enrolled', { what: 'This workstation is not enrolled.' });
  const caFile = record?.caFile ?? secrets?.begun?.caFile ?? null;
  return { origin, caFile, refreshToken: secrets?.refreshToken ?? null, kept };
}

/** Ends the enrolment at the control plane, and forgets here what it was made of; backups are not touched. */
export async function endEnrolment(stateFolder: string, toEnd: EnrolmentToEnd): Promise<EndedEnrolment> {
  const { origin, caFile, refreshToken, kept } = toEnd;
  let left: string | null = refreshToken === null ? 'There was no credential left to end it with.' : null;
  try {
    trustSystemAnd(caFile ?? undefined);
    if (refreshToken !== null) await (await AuthorizationClient.discover(origin)).revoke(refreshToken);
  } catch (error) {
    left = (error as Error).message;
  }
  await kept.forget();
  await rm(enrolmentFile(stateFolder).path, { force: true });
  await forgetPerson(stateFolder);
  return { origin, left };
}
