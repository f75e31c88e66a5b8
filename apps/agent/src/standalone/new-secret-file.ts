import { createPrivateFile } from '../state/private-file.js';
import { usage } from '../faults/fault.js';

/**
 * Writes a secret that was just made to a new file (0600). Done before anything is opened by it: a secret that opens
 * nothing is harmless, a lost one is not. `what`: "The recovery code". @throws Fault `usage`
 */
export async function writeNewSecret(path: string, text: string, what: string): Promise<void> {
  try {
    await createPrivateFile(path, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST')
      throw usage(`${path} is there already and is not overwritten.`, 'Name a new file.');
    throw usage(`${what} cannot be written to ${path} (${code}).`);
  }
}
