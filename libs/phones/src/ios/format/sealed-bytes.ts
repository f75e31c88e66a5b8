import { createDecipheriv } from 'node:crypto';
import { SourceError } from '@holdfast/contracts/sources';

const BLOCK_BYTES = 16;
const NO_IV = Buffer.alloc(BLOCK_BYTES);

/**
 * Opens what an iPhone sealed under one key: AES-256-CBC with an initial vector of zeros, cut to the file's own size, since the
 * last block is filled up (measured 2026-11-22). Never gives more bytes than it was given. Throws `SourceError` `unreadable`
 * where there are fewer bytes than the size says.
 */
export async function* openedBytes(
  key: Uint8Array,
  size: bigint,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const decipher = createDecipheriv('aes-256-cbc', key, NO_IV).setAutoPadding(false);
  let left = size;
  for await (const piece of sealed) {
    const opened = decipher.update(piece);
    const wanted = left < BigInt(opened.length) ? opened.subarray(0, Number(left)) : opened;
    left -= BigInt(wanted.length);
    if (wanted.length > 0) yield wanted;
  }
  // Whatever stands in a block that is not whole is no part of the file.
  if (left > 0n)
    throw new SourceError(
      'unreadable',
      'The file is shorter than the iPhone said: its backup holds less of it.',
    );
}
