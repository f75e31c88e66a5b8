import { fstatSync, ftruncateSync, read, write } from 'node:fs';
import { promisify } from 'node:util';
import type { SealedContents } from './sealed-contents.js';

const PIECE_BYTES = 256 * 1024;
const readAt = promisify(read);
const writeAt = promisify(write);

/**
 * Opens a whole file that a phone sealed, where it lies: what is opened is never more than what was read of it by then,
 * so that it can be written over it. @throws what `sealed` throws, and of the disk
 */
export async function openInPlace(
  descriptor: number,
  opening: Uint8Array,
  sealed: SealedContents,
): Promise<void> {
  const { size } = fstatSync(descriptor);
  let taken = 0;
  const stored = async function* (): AsyncGenerator<Uint8Array> {
    while (taken < size) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - taken));
      const { bytesRead } = await readAt(descriptor, piece, 0, piece.length, taken);
      if (bytesRead === 0) return;
      taken += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  };
  let written = 0;
  for await (const piece of sealed.open(opening, stored())) {
    if (written + piece.length > taken) throw new Error('more came out of the file than went in');
    for (let done = 0; done < piece.length;)
      done += (await writeAt(descriptor, piece, done, piece.length - done, written + done)).bytesWritten;
    written += piece.length;
  }
  ftruncateSync(descriptor, written);
}
