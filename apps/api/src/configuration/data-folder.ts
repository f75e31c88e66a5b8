import { chmod, mkdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes the folder that holds secrets. Others may pass through (the database's user must), not list or read. */
export const makeDataFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await chmod(folder, 0o711);
};

/**
 * Reads a secret of the data folder, or makes it once: 0600, complete or absent, one winner if two processes start.
 * `bytes` random bytes, kept as hex.
 */
export const keptSecret = async (folder: string, name: string, bytes = 32): Promise<string> => {
  const file = join(folder, name);
  const read = async (): Promise<string | undefined> => {
    try {
      return (await readFile(file, 'utf8')).trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const kept = await read();
  if (kept !== undefined) return kept;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(bytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  const handle = await open(draft, 'r+');
  await handle.sync();
  await handle.close();
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const made = await read();
  if (made === undefined) throw new Error(`${name} could not be made in the data folder`);
  return made;
};
