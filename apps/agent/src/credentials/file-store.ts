import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writePrivateFile } from '../state/private-file.js';
import type { SecretStore } from './secret-store.js';

/** The file of the secrets in the state folder, mode 0600: where there is no keychain that works. */
export function fileStore(stateFolder: string): SecretStore {
  const path = join(stateFolder, 'secrets.json');
  return {
    kind: 'file',
    read: () => readIfThere(path),
    write: (text) => writePrivateFile(path, text),
    remove: () => rm(path, { force: true }),
  };
}
