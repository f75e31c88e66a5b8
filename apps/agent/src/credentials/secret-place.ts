import { makePrivateFolder } from '../state/private-file.js';
import { fileStore } from './file-store.js';
import { KeptSecrets } from './kept-secrets.js';
import { keychainStore, keychainWorks } from './keychain-store.js';
import type { KeyStore } from './secret-store.js';

/** The secrets of a state folder, where they lie. `recorded`: where its enrolment says that they do, if there is one. */
export async function keptSecrets(stateFolder: string, recorded: KeyStore | undefined): Promise<KeptSecrets> {
  const file = fileStore(stateFolder);
  // An enrolment that stopped half-way may have changed the place: the file is asked first, it costs nothing.
  if (recorded !== 'keychain' || (await file.read()) !== undefined) return new KeptSecrets(stateFolder, file);
  return new KeptSecrets(stateFolder, keychainStore(stateFolder));
}

/** What an enrolment that has no record left behind, in either place. */
export async function halfDoneSecrets(stateFolder: string, fileOnly: boolean): Promise<KeptSecrets> {
  const inFile = await keptSecrets(stateFolder, undefined);
  if (fileOnly || (await inFile.store.read()) !== undefined) return inFile;
  await makePrivateFolder(stateFolder);
  return (await keychainWorks()) ? new KeptSecrets(stateFolder, keychainStore(stateFolder)) : inFile;
}

/**
 * The secrets as a new enrolment is to keep them: in the keychain where one works, unless a file is asked for. What is
 * there already comes along; what lies in a keychain that works no more cannot.
 */
export async function secretsForEnrolling(
  stateFolder: string,
  recorded: KeyStore | undefined,
  fileOnly: boolean,
): Promise<KeptSecrets> {
  await makePrivateFolder(stateFolder);
  const there = await keptSecrets(stateFolder, recorded);
  const works = fileOnly && there.store.kind === 'file' ? false : await keychainWorks();
  const store = works && !fileOnly ? keychainStore(stateFolder) : fileStore(stateFolder);
  if (there.store.kind === store.kind) return there;
  return there.store.kind === 'file' || works ? there.moveTo(store) : new KeptSecrets(stateFolder, store);
}
