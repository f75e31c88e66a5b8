import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Fault } from '../faults/fault.js';
import type { PreferenceSource } from './platform.js';

/** What a company's device management put on this computer for enrolling it. */
const Preference = z.object({
  origin: z.string().min(1).max(300),
  /** One-time; without it the person signs in. */
  token: z.string().min(1).max(300).optional(),
});
export type ManagedPreference = z.infer<typeof Preference>;

const LARGEST = 65_536;
const run = promisify(execFile);

/** undefined where there is none. @throws Fault `usage` where others than the administrator may have written it */
export async function readManagedPreference(
  source: PreferenceSource,
): Promise<ManagedPreference | undefined> {
  const found = await read(source);
  if (found === undefined) return undefined;
  const parsed = Preference.safeParse(found.value);
  if (parsed.success) return parsed.data;
  throw unusable(found.name, 'it does not hold an "origin" and a "token"');
}

async function read(source: PreferenceSource): Promise<{ name: string; value: unknown } | undefined> {
  if (source.kind === 'registry') return registry(source.program, source.key);
  for (const path of source.paths) {
    const text = await fileOfAdministrator(path, source.owners);
    if (text === undefined) continue;
    if (source.kind === 'plist') {
      const { stdout } = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path]);
      return { name: path, value: parsedJson(stdout) };
    }
    return { name: path, value: parsedJson(text) };
  }
  return undefined;
}

/** A file that only one of `owners` can have written: whoever writes it decides to whom this computer's phones go. */
async function fileOfAdministrator(path: string, owners: readonly number[]): Promise<string | undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw unusable(path, `it cannot be read (${error.code})`);
  });
  if (!file) return undefined;
  try {
    const { uid, mode, size } = await file.stat();
    if (!owners.includes(uid) || (mode & 0o022) !== 0)
      throw unusable(path, 'others than the administrator of this computer can write it');
    if (size > LARGEST) throw unusable(path, 'it is too large');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Values of a policy key, as `reg.exe` prints them: only an administrator can write below `Policies`. */
async function registry(program: string, key: string): Promise<{ name: string; value: unknown } | undefined> {
  const printed = await run(program, ['query', key, '/reg:64']).catch(() => undefined);
  if (!printed) return undefined;
  const values = [...printed.stdout.matchAll(/^ +(origin|token) +REG_SZ +(.+?)\r?$/gim)];
  return {
    name: key,
    value: Object.fromEntries(values.map(([, name = '', value]) => [name.toLowerCase(), value])),
  };
}

const unusable = (name: string, why: string): Fault =>
  new Fault('usage', {
    what: `What your company put on this computer for enrolling it, ${name}, is not used: ${why}.`,
    holds: 'Nothing was enrolled.',
    next: 'Tell your IT, or enrol with "holdfast enrol https://…".',
  });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
