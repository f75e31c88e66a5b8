import type { StateFolder } from '../../state-folder.js';
import { makeKeyBag, openKeyBag, type OpenKeyBag } from './key-bag-keys.js';

const FILE = 'backup-key-bag.bin';

/**
 * The phone makes a key bag when a password is set, and keeps it: increments seal with the same class keys. A bag that the
 * password does not open belongs to an earlier one, and a new one takes its place.
 */
export async function keptKeyBag(
  state: StateFolder,
  password: string,
  iterations: number,
): Promise<OpenKeyBag> {
  const bytes = await state.read(FILE);
  const classKeys = bytes === undefined ? undefined : await openKeyBag(bytes, password);
  if (bytes !== undefined && classKeys !== undefined) return { bytes, classKeys };
  const made = await makeKeyBag(password, iterations);
  await state.write(FILE, made.bytes);
  return made;
}
