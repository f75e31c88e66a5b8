import type { KeptSecrets } from '../credentials/index.js';
import { AgentCredential, keptSecrets } from '../credentials/index.js';
import { Fault } from '../faults/fault.js';
import type { EnrolmentRecord } from './enrolment-file.js';
import { enrolmentFile } from './enrolment-file.js';

/** An enrolment as it is worked with: its record, and the secrets that belong to it. */
export interface Enrolment extends EnrolmentRecord {
  readonly credential: AgentCredential;
  /** base64, 32 bytes. */
  readonly phoneHashKey: string;
  /** base64, X25519, 32 bytes. */
  readonly privateKey: string;
}

/** What is no secret of this workstation's enrolment. @throws Fault `not-enrolled` */
export async function enrolmentRecordOf(stateFolder: string): Promise<EnrolmentRecord> {
  const record = await enrolmentFile(stateFolder).read();
  if (record?.format === 2) return record;
  if (record) {
    throw new Fault('not-enrolled', {
      what: 'An earlier version of Holdfast enrolled this workstation, in a way that is no longer taken.',
      holds: 'The key to your repository, your phones and all backups are kept.',
      next: `Enrol it again: "holdfast enrol ${record.origin}".`,
    });
  }
  throw new Fault('not-enrolled', {
    what: 'This workstation is not enrolled, and no --repository is given.',
    next: 'Enrol it with "holdfast enrol https://…", or name a repository with --repository.',
  });
}

/** The enrolment of this workstation. @throws Fault `not-enrolled` */
export async function enrolmentOf(stateFolder: string): Promise<Enrolment> {
  const record = await enrolmentRecordOf(stateFolder);
  return withSecrets(record, await keptSecrets(stateFolder, record.keyStore));
}

/** @throws Fault `not-enrolled` where its secrets are gone */
export async function withSecrets(record: EnrolmentRecord, kept: KeptSecrets): Promise<Enrolment> {
  const secrets = await kept.read();
  if (secrets === undefined || secrets.phoneHashKey === null) {
    throw new Fault('not-enrolled', {
      what: `The secrets of this workstation's enrolment are no longer in the ${record.keyStore === 'keychain' ? 'keychain' : 'state folder'}.`,
      holds: 'Your backups are untouched.',
      next: `Enrol it again: "holdfast enrol ${record.origin}". Your recovery code brings your repository in.`,
    });
  }
  const { phoneHashKey, privateKey } = secrets;
  return {
    ...record,
    phoneHashKey,
    privateKey,
    credential: new AgentCredential(record.origin, kept, secrets),
  };
}
