import { join } from 'node:path';
import { Sha256Hex } from '@holdfast/contracts';
import { z } from 'zod';
import { Fault } from '../faults/fault.js';
import { JsonFile } from '../state/json-file.js';

/**
 * What this workstation keeps of its enrolment, mode 0600: the agent's credential, the pinned origin, and this
 * workstation's own key pair, with which the repository's secrets are wrapped.
 */
export const Enrolment = z.object({
  format: z.literal(1),
  origin: z.url(),
  caFile: z.string().nullable(),
  label: z.string(),
  agentToken: z.string(),
  agentId: z.uuid(),
  workstationId: z.uuid(),
  employee: z.object({ id: z.uuid(), name: z.string() }),
  company: z.object({ id: z.uuid(), name: z.string() }),
  /** base64, 32 bytes. */
  phoneHashKey: z.string(),
  /** The notice that the employee accepted here; null: none yet. */
  acceptedNotice: z.object({ version: z.int(), sha256: Sha256Hex }).nullable(),
  /** base64, X25519, 32 bytes. */
  privateKey: z.string(),
  /** The repository that this workstation opens; null until it is made or joined. */
  repositoryId: z.uuid().nullable(),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** The file itself, in the state folder. */
export const enrolmentFile = (stateFolder: string): JsonFile<typeof Enrolment> =>
  new JsonFile(join(stateFolder, 'enrolment.json'), Enrolment);

/** The enrolment of this workstation. @throws Fault `not-enrolled` */
export async function enrolmentOf(stateFolder: string): Promise<Enrolment> {
  const enrolment = await enrolmentFile(stateFolder).read();
  if (enrolment !== undefined) return enrolment;
  throw new Fault('not-enrolled', {
    what: 'This workstation is not enrolled, and no --repository is given.',
    next: 'Enrol it with "holdfast enrol --server ORIGIN --token-file FILE", or name a repository with --repository.',
  });
}
