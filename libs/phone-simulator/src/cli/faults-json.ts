import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The file is no list of faults; the message names what in it is wrong. */
export class BadFaultsFile extends Error {
  override readonly name = 'BadFaultsFile';
}

export const Paths = z.array(z.string()).max(10_000);
export const Count = z.int().nonnegative();
/** A size beyond what JSON's numbers hold is written as a text. */
export const Size = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)])
  .transform((size) => BigInt(size));

/** Reads a JSON file and checks it; fields that are absent stay absent. Throws `BadFaultsFile`. */
export async function readFaultsJson<T extends object>(file: string, schema: z.ZodType<T>): Promise<T> {
  const json = await readFile(file, 'utf8').then(
    (text) => parsed(file, text),
    (error: NodeJS.ErrnoException) => {
      throw new BadFaultsFile(`${file} cannot be read (${error.code ?? error.message}).`);
    },
  );
  const checked = schema.safeParse(json);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new BadFaultsFile(
      `${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is wrong'}`,
    );
  }
  return Object.fromEntries(Object.entries(checked.data).filter(([, value]) => value !== undefined)) as T;
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadFaultsFile(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
