import { open } from 'node:fs/promises';
import { SourceError } from '@holdfast/contracts/sources';
import type { BackupManifest } from './backup-manifest.js';
import { openClassKey } from './backup-manifest.js';
import type { ClassKeys } from './class-keys.js';
import { openedBytes } from './sealed-bytes.js';

/** Manifest.db as the phone sealed it. */
export interface SealedManifest {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly size: bigint;
}

/**
 * Opens a sealed Manifest.db into a private file of its own (mode 0600), piece by piece. Throws `SourceError`:
 * `iphone-password-unknown` where the keys do not fit, `unreadable` where there is no key for it.
 */
export async function openManifest(
  { bytes, size }: SealedManifest,
  opened: string,
  manifest: BackupManifest,
  keys: ClassKeys,
): Promise<void> {
  if (!manifest.manifestKey)
    throw new SourceError(
      'unreadable',
      "The iPhone's backup says nothing of how its list of files is opened.",
    );
  const key = openClassKey(manifest.manifestKey, keys);
  if (!key)
    throw new SourceError(
      'iphone-password-unknown',
      "The keys that are known do not open the iPhone's list of files.",
    );
  const file = await open(opened, 'wx', 0o600);
  try {
    for await (const piece of openedBytes(key, size - (size % 16n), bytes)) await file.appendFile(piece);
  } finally {
    await file.close();
  }
}
