import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';

const JoinRequest = z.object({
  format: z.literal(1),
  id: z.uuid(),
  /** What this workstation shows, and by what it knows that whoever let it in saw it. */
  code: z.string().length(12),
});
/** That this workstation has asked to be let in, and waits. */
export type JoinRequest = z.infer<typeof JoinRequest>;

export const joinRequestFile = (stateFolder: string): JsonFile<typeof JoinRequest> =>
  new JsonFile(join(stateFolder, 'join-request.json'), JoinRequest);
