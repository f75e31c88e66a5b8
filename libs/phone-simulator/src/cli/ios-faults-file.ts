import { z } from 'zod';
import type { IosFaults } from '../ios/faults.js';
import { hostilePhone } from '../hostile/hostile-names.js';
import { Count, Paths, readFaultsJson, Size } from './faults-json.js';
import { BackupFaultsJson } from './ios-backup-faults.js';

const Faults = z.strictObject({
  unplugAfterBytes: Count.optional(),
  bytesPerSecond: z.int().positive().optional(),
  pairing: z.enum(['forbidden', 'forbidden-here', 'stale']).optional(),
  swapUdidAfter: Count.optional(),
  silent: Paths.optional(),
  garbage: Paths.optional(),
  deniedServices: Paths.optional(),
  denied: Paths.optional(),
  vanish: Paths.optional(),
  sizes: z.record(z.string(), Size).optional(),
  entries: Count.max(99_999_999).optional(),
  bigFileBytes: Count.optional(),
  endless: z.boolean().optional(),
  lockBusyTimes: Count.optional(),
  /** Of its backups. */
  backup: BackupFaultsJson.optional(),
  /** Names and sizes that no phone should have, in the folder `hostile`. */
  hostile: z.boolean().optional(),
});

/** Reads the faults of an iPhone from a JSON file: the fields of `IosFaults`, and `hostile`. Throws `BadFaultsFile`. */
export async function readIosFaultsFile(file: string): Promise<IosFaults> {
  const { hostile, ...faults } = await readFaultsJson(file, Faults);
  return { ...(hostile === true ? { synthetic: hostilePhone } : {}), ...(faults as IosFaults) };
}
