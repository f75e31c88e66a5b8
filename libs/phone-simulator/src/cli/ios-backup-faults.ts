import { z } from 'zod';
import { HOSTILE_ACTS, SNAPSHOT_STATES } from '../ios/backup-service/backup-faults.js';
import { Count, Paths, Size } from './faults-json.js';

const State = z.enum(SNAPSHOT_STATES);

/** The fields of `BackupFaults`. */
export const BackupFaultsJson = z.strictObject({
  keyBagIterations: z.int().min(1).max(10_000_000).optional(),
  newFileKeys: z.boolean().optional(),
  largestFrame: z.int().positive().optional(),
  unreadable: Paths.optional(),
  mostUnreadable: Count.optional(),
  noSpace: z.boolean().optional(),
  asksToPurge: z.boolean().optional(),
  pauses: z.partialRecord(State, Count).optional(),
  unplugAt: State.optional(),
  unplugAfterFileBytes: Count.optional(),
  errorCode: z.int().optional(),
  statusLies: z.enum(['failed', 'unfinished']).optional(),
  sizes: z.record(z.string(), Size).optional(),
  hostile: z.array(z.enum(HOSTILE_ACTS)).max(100).optional(),
  manifest: z.enum(['garbage', 'no-tables', 'hostile']).optional(),
  claimedIterations: z.int().min(0).max(0xffff_ffff).optional(),
});
