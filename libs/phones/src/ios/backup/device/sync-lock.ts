import { SourceError } from '@holdfast/contracts/sources';
import { setTimeout } from 'node:timers/promises';
import { stopped } from '../link/link-faults.js';
import type { BackupDevice, PhoneLock, PhoneMedia } from './backup-device.js';

const LOCK_FILE = '/com.apple.itunes.lock_sync';
const SYNC = 'com.apple.itunes-mobdev';
/** As often, and in such steps, as idevicebackup2 tries. */
const ATTEMPTS = 50;
const WAIT_MS = 200;

/**
 * Does `work` while the phone's sync lock is held, so that no other program on any computer syncs it meanwhile, and tells
 * the phone what idevicebackup2 tells it: a sync will start, asks for the lock, did start, did finish. All is given back
 * whatever happens. Throws `SourceError` `permission-denied` when somebody else syncs it for ten seconds, `cancelled`.
 */
export async function whileSyncing<T>(
  device: BackupDevice,
  work: (media: PhoneMedia) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await device.post(`${SYNC}.syncWillStart`);
  const media = await device.openMedia();
  try {
    const lock = await media.openLock(LOCK_FILE);
    try {
      await device.post(`${SYNC}.syncLockRequest`);
      await taken(lock, signal);
      await device.post(`${SYNC}.syncDidStart`);
      return await work(media);
    } finally {
      // A phone that is gone has let go of the lock itself.
      await lock.release().catch(() => undefined);
      await device.post(`${SYNC}.syncDidFinish`).catch(() => undefined);
    }
  } finally {
    media.close();
  }
}

async function taken(lock: PhoneLock, signal: AbortSignal | undefined): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (signal?.aborted === true) throw stopped();
    if (await lock.take()) return;
    await setTimeout(WAIT_MS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
  throw new SourceError(
    'permission-denied',
    'Another program is syncing this iPhone. Close Finder, iTunes or Apple Devices, or wait until it is done, and try again.',
  );
}
