import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PhoneFaults } from '../faults.js';
import { hostilePhone } from '../hostile/hostile-names.js';

const Paths = z.array(z.string()).max(10_000);
const Count = z.int().nonnegative();
/** A size beyond what JSON's numbers hold is written as a text. */
const Size = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)])
  .transform((size) => BigInt(size));

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

/** The file is no list of faults; the message names what in it is wrong. */
export class BadFaultsFile extends Error {
  override readonly name = 'BadFaultsFile';
}

/** Reads the faults of a phone from a JSON file: the fields of `PhoneFaults`, and `hostile`. Throws `BadFaultsFile`. */
export async function readFaultsFile(file: string): Promise<PhoneFaults> {
  const json = await readFile(file, 'utf8').then(
    (text) => parsed(file, text),
    (error: NodeJS.ErrnoException) => {
      throw new BadFaultsFile(`${file} cannot be read (${error.code ?? error.message}).`);
    },
  );
  const checked = Faults.safeParse(json);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new BadFaultsFile(
      `${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is wrong'}`,
    );
  }
  const { hostile, ...faults } = checked.data;
  const given = Object.fromEntries(Object.entries(faults).filter(([, value]) => value !== undefined));
  return { ...(hostile === true ? { synthetic: hostilePhone } : {}), ...given };
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadFaultsFile(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
