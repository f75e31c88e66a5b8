import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliDecompress, createZstdDecompress } from 'node:zlib';
import { SourceError } from '@holdfast/contracts/sources';
import { garbled } from '../../stream/phone-faults.js';

/** What a phone may send a file in (`sendrecv_v2_zstd`, `sendrecv_v2_brotli`); Node has no LZ4. */
export type Compression = 'zstd' | 'brotli';

/** Less is not worth a decompressor of its own. */
const WORTHWHILE_BYTES = 64n * 1024n;
/** 8 MiB: adbd's own level needs 512 KiB, and a phone must not choose how much memory we take. */
const MAX_WINDOW_LOG = 23;

/** Extensions of what is compressed already: photos, videos, music, archives, encrypted databases of chats. */
const COMPRESSED =
  /\.(?:jpe?g|png|gif|webp|hei[cf]|avif|jxl|mp4|m4[av]|mov|3gp|mkv|webm|mp3|aac|ogg|opus|flac|amr|zip|apks?|xapk|jar|gz|xz|zst|7z|rar|docx|xlsx|pptx|od[tsp]|epub|crypt\d*)$/i;

/** How a file is best asked for, by what the phone offers, its name and its size; `undefined`: as it is. */
export function compressionFor(
  features: ReadonlySet<string>,
  name: Uint8Array,
  size: bigint,
): Compression | undefined {
  if (!features.has('sendrecv_v2') || size < WORTHWHILE_BYTES) return undefined;
  if (COMPRESSED.test(Buffer.from(name).toString('latin1'))) return undefined;
  if (features.has('sendrecv_v2_zstd')) return 'zstd';
  return features.has('sendrecv_v2_brotli') ? 'brotli' : undefined;
}

/** The bytes behind a compressed stream; throws `SourceError` `internal` for what is none. Whoever reads slowly holds the phone back. */
export async function* decompressed(
  compression: Compression,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const stream =
    compression === 'zstd'
      ? createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: MAX_WINDOW_LOG } })
      : createBrotliDecompress();
  pipeline(Readable.from(bytes), stream, () => undefined);
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw error instanceof SourceError ? error : garbled('a file that does not decompress', error);
  } finally {
    stream.destroy();
  }
}
