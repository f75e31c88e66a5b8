import { join } from 'node:path';
import { Sha256Hex } from '@holdfast/contracts';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';

const shared = {
  origin: z.url(),
  caFile: z.string().nullable(),
  label: z.string(),
  agentId: z.uuid(),
  workstationId: z.uuid(),
  employee: z.object({ id: z.uuid(), name: z.string() }),
  company: z.object({ id: z.uuid(), name: z.string() }),
  /** The notice that the employee accepted here; null: none yet. */
  acceptedNotice: z.object({ version: z.int(), sha256: Sha256Hex }).nullable(),
  /** The repository that this workstation opens; null until it is made or joined. */
  repositoryId: z.uuid().nullable(),
};

/** What this workstation keeps of its enrolment and what is no secret: the pinned origin, who, where the secrets are. */
export const EnrolmentRecord = z.object({
  format: z.literal(2),
  ...shared,
  keyStore: z.enum(['keychain', 'file']),
});
export type EnrolmentRecord = z.infer<typeof EnrolmentRecord>;

/** As versions before wrote it, secrets and all: enrolling again takes what it keeps from there. */
const EarlierRecord = z.object({
  format: z.literal(1),
  ...shared,
  phoneHashKey: z.string(),
  privateKey: z.string(),
});
export type EarlierRecord = z.infer<typeof EarlierRecord>;

const AnyRecord = z.discriminatedUnion('format', [EnrolmentRecord, EarlierRecord]);

/** The file itself, in the state folder; what is handed to it beside the record stays out of it. */
export const enrolmentFile = (stateFolder: string): JsonFile<typeof AnyRecord> =>
  new JsonFile(join(stateFolder, 'enrolment.json'), AnyRecord);
