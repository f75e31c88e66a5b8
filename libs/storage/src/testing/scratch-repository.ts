import { newKeyPair } from '../crypto/key-pair.js';
import { folderLocation } from '../location/folder-location.js';
import { createRepository } from '../repository/create-repository.js';
import type { Repository } from '../repository/repository.js';
import type { scratch } from './scratch.js';

/** An empty repository in `stored` of a folder, worked on in `work`, opened by a key so that no scrypt is waited for. */
export function scratchRepository(folder: ReturnType<typeof scratch>): Promise<Repository> {
  const pair = newKeyPair();
  return createRepository({
    location: folderLocation(folder.in('stored')),
    workFolder: folder.in('work'),
    recipients: [{ kind: 'key', name: 'service', publicKey: pair.publicKey }],
    unlock: { kind: 'key', privateKey: pair.privateKey },
  });
}
