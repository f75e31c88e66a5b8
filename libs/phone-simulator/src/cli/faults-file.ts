import { z } from 'zod';
import type { PhoneFaults } from '../faults.js';
import { hostilePhone } from '../hostile/hostile-names.js';
import { Count, Paths, readFaultsJson, Size } from './faults-json.js';

const Faults = z.strictObject({
  unplugAfterBytes: Count.optional(),
  denied: Paths.optional(),
  vanish: Paths.optional(),
  sizes: z.record(z.string(), Size).optional(),
  growing: Paths.optional(),
  growingForever: Paths.optional(),
  touched: Paths.optional(),
  deniedPush: Paths.optional(),
  fullAfterBytes: Count.optional(),
  entries: Count.optional(),
  keepsSyncAfterFail: z.boolean().optional(),
  compression: z.boolean().optional(),
  state: z.enum(['device', 'recovery', 'sideload', 'rescue', 'bootloader']).optional(),
  garbage: Paths.optional(),
  silent: Paths.optional(),
  bytesPerSecond: z.int().positive().optional(),
  v1Only: z.boolean().optional(),
  pathLimit: z.int().positive().optional(),
  deniedProviders: Paths.optional(),
  missingProviders: Paths.optional(),
  silentProviders: Paths.optional(),
  brokenProviders: Paths.optional(),
  contactFiles: z.boolean().optional(),
  swapSerialAfter: Count.optional(),
  /** Names and sizes that no phone should have, beside what is in the directory. */
  hostile: z.boolean().optional(),
});

/** Reads the faults of a phone from a JSON file: the fields of `PhoneFaults`, and `hostile`. Throws `BadFaultsFile`. */
export async function readFaultsFile(file: string): Promise<PhoneFaults> {
  const { hostile, ...faults } = await readFaultsJson(file, Faults);
  return { ...(hostile === true ? { synthetic: hostilePhone } : {}), ...(faults as PhoneFaults) };
}
