import { StorageError } from '../storage-error.js';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ELOOP', 'ENOTDIR']);
const GONE = new Set(['EIO', 'ENODEV', 'ENXIO', 'ENOTCONN', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'ENOENT']);

/** What the operating system says about a folder, as what it means for a backup. */
export function folderFailure(error: unknown, place: string): unknown {
  if (error instanceof StorageError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const because = { cause: error, retryHelps: true };
  if (FULL.has(code)) {
    return new StorageError(
      'location-full',
      `${place} is full. Everything stored there before is safe. Make room or choose a larger location, then run again.`,
      because,
    );
  }
  if (REFUSED.has(code)) {
    return new StorageError(
      'location-refused',
      `${place} does not let this user read and write (${code}). Nothing was changed. Check its owner and permissions.`,
      { cause: error },
    );
  }
  if (GONE.has(code)) {
    return new StorageError(
      'location-unreachable',
      `${place} cannot be reached (${code}). Nothing was lost. Check that the disk is connected, then run again.`,
      because,
    );
  }
  return error;
}
