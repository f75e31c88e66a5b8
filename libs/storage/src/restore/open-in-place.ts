import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { SealedContents } from './sealed-contents.js';

const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const PIECE_BYTES = 256 * 1024;

/**
 * Opens a whole file that a phone sealed, where it lies: what is opened is never more than what was read of it by then,
 * so that it can be written over it. @throws what `sealed` throws, and of the disk
 */
export async function openInPlace(path: Buffer, opening: Uint8Array, sealed: SealedContents): Promise<void> {
  const handle = await open(path, constants.O_RDWR | NOFOLLOW);
  try {
    let read = 0;
    const stored = async function* (): AsyncGenerator<Uint8Array> {
      const { size } = await handle.stat();
      while (read < size) {
        const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - read));
        const { bytesRead } = await handle.read(piece, 0, piece.length, read);
        if (bytesRead === 0) return;
        read += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    };
    let written = 0;
    for await (const piece of sealed.open(opening, stored())) {
      if (written + piece.length > read) throw new Error('more came out of the file than went in');
      await writeAll(handle, piece, written);
      written += piece.length;
    }
    await handle.truncate(written);
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}
