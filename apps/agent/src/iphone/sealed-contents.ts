import type { ClassKeys } from '@holdfast/phones';
import { classKeysOf, openSealed, unlockBackup } from '@holdfast/phones';
import { PHONE_STORE } from '@holdfast/contracts/sources';
import type { Repository, SealedContents } from '@holdfast/storage';
import { readPasswordFile } from '../standalone/secret-files.js';

/**
 * What opens the files of a snapshot that an iPhone sealed: what the snapshot itself holds for it, else the password that
 * a person gave. Undefined where there is neither.
 * @throws SourceError `iphone-password-unknown`
 */
export async function sealedContents(
  repository: Repository,
  snapshotId: string,
  passwordFile: string | undefined,
  signal: AbortSignal,
): Promise<SealedContents | undefined> {
  const keys = await classKeys(repository, snapshotId, passwordFile, signal);
  return keys && { open: (opening, bytes) => openSealed(opening, keys, bytes) };
}

async function classKeys(
  repository: Repository,
  snapshotId: string,
  passwordFile: string | undefined,
  signal: AbortSignal,
): Promise<ClassKeys | undefined> {
  const secrets = await repository.phoneSecrets(snapshotId);
  if (secrets) return classKeysOf(secrets);
  if (passwordFile === undefined) return undefined;
  const password = Buffer.from(await readPasswordFile(passwordFile)).toString('utf8');
  return unlockBackup(await phoneStoreFile(repository, snapshotId, 'Manifest.plist'), password, signal);
}

const MOST_BYTES = 64 * 1024 * 1024;

/** A small file of an iPhone's own store. @throws StorageError `path-unknown` where the snapshot is of no whole iPhone */
export async function phoneStoreFile(
  repository: Repository,
  snapshotId: string,
  name: string,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of repository.read(snapshotId, [Buffer.from(PHONE_STORE), Buffer.from(name)])) {
    length += part.length;
    if (length > MOST_BYTES) throw new RangeError(`${name} of the phone is larger than it can be`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
