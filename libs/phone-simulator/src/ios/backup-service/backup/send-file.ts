import type { Domains } from '../../domains/domains.js';
import type { PhoneFile } from '../../domains/phone-entry.js';
import { sealing } from '../crypto/seal-file.js';
import type { Upload } from '../link/upload.js';
import type { Planned } from '../manifest/send-plan.js';
import { PIECE, type BufferPool } from './buffer-pool.js';

/** A file that is open, with its beginning. */
export interface Opened {
  readonly planned: Planned;
  /** `undefined`: gone, or not to be read. */
  readonly file: PhoneFile | undefined;
  readonly buffer: Buffer;
  readonly filled: number;
}

export async function openFile(domains: Domains, pool: BufferPool, planned: Planned): Promise<Opened> {
  const file = await domains.open(planned.domain, planned.path).catch(() => undefined);
  const buffer = pool.take();
  const filled = (await file?.read(buffer, 0).catch(() => undefined)) ?? 0;
  return { planned, file, buffer, filled };
}

export async function closeFile(pool: BufferPool, { file, buffer }: Opened): Promise<void> {
  pool.give(buffer);
  await file?.close();
}

/**
 * Sends what a file holds, sealed where it has a key; the next piece is read while one is sent. Gives how many bytes it had:
 * it may have grown or shrunk since it was listed.
 */
export async function sendContent(
  upload: Upload,
  pool: BufferPool,
  { planned, file, buffer, filled }: Opened,
): Promise<bigint> {
  const cipher = planned.key === undefined ? undefined : sealing(planned.key);
  const other = pool.take();
  try {
    let [piece, spare] = [buffer, other];
    let position = 0;
    for (let length = filled; ;) {
      position += length;
      const isLast = length < PIECE;
      const next = isLast ? undefined : file?.read(spare, position);
      next?.catch(() => undefined);
      const bytes = piece.subarray(0, length);
      if (length > 0) await upload.data(cipher === undefined ? bytes : cipher.update(bytes));
      if (next === undefined) break;
      length = await next;
      [piece, spare] = [spare, piece];
    }
    if (cipher !== undefined) await upload.data(cipher.final());
    return BigInt(position);
  } finally {
    pool.give(other);
  }
}
