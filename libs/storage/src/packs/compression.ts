import type { ZstdOptions } from 'node:zlib';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { MAX_CHUNK_BYTES } from '../chunking/content-cutter.js';
import { damaged } from '../format/damaged.js';

const PROBE_FROM = 64 * 1024;
const PROBE_BYTES = 4096;
const level = (n: number) => ({ params: { [constants.ZSTD_c_compressionLevel]: n } });
const LEVEL_1 = level(1);
const LEVEL_3 = level(3);

/** Of 256, how often two bytes drawn from what cannot be compressed are equal: 1 for noise, 1.1 to 1.3 for photos and videos. */
const NEARLY_NOISE = 1.35;
const counts = new Uint32Array(256);

/**
 * What node makes for each call is closed at once but outlives young collections, and with it the buffer that it last wrote
 * to: 58 MiB for 6,000 database pages in a thread that collects young only (measured 2026-11-26). So that buffer is let go.
 */
function zstd(
  call: typeof zstdCompressSync | typeof zstdDecompressSync,
  bytes: Uint8Array,
  options: ZstdOptions,
): Buffer {
  // `info` is documented, and missing in the types.
  const { buffer, engine } = call(bytes, { ...options, info: true } as ZstdOptions) as unknown as {
    buffer: Buffer;
    engine: { _outBuffer: unknown };
  };
  engine._outBuffer = undefined;
  return buffer;
}

/**
 * Three samples of 4 KiB at level 1 spare photos and videos the whole work, and counting their bytes spares most of them
 * even that: 12 µs instead of 100 (measured 2026-11-26).
 */
function looksCompressible(plain: Buffer): boolean {
  if (plain.length < PROBE_FROM) return true;
  const samples = [0.1, 0.5, 0.9].map((part) => {
    const at = Math.floor((plain.length - PROBE_BYTES) * part);
    return plain.subarray(at, at + PROBE_BYTES);
  });
  const probe = Buffer.concat(samples);
  if (isNearlyNoise(probe)) return false;
  return (
    zstd(zstdCompressSync, probe, { ...LEVEL_1, pledgedSrcSize: probe.length }).length < probe.length * 0.95
  );
}

function isNearlyNoise(probe: Buffer): boolean {
  counts.fill(0);
  for (let at = 0; at < probe.length; at++) counts[probe[at]!]! += 1;
  let equal = 0;
  for (let byte = 0; byte < 256; byte++) equal += counts[byte]! * counts[byte]!;
  return (256 * equal) / probe.length ** 2 < NEARLY_NOISE;
}

/** The smaller of plain and zstd level 3. */
export function compress(plain: Buffer): { bytes: Buffer; compressed: boolean } {
  if (plain.length < 64 || !looksCompressible(plain)) return { bytes: plain, compressed: false };
  const bytes = zstd(zstdCompressSync, plain, { ...LEVEL_3, pledgedSrcSize: plain.length });
  return bytes.length < plain.length ? { bytes, compressed: true } : { bytes: plain, compressed: false };
}

/** 8 MiB, twice the largest chunk: a frame may ask for a gigabyte before it holds a byte. */
const SMALL_WINDOW = { [constants.ZSTD_d_windowLogMax]: 23 };

/** Never makes more than the announced length, which is bounded first. @throws StorageError `object-altered` */
export function decompress(bytes: Buffer, length: number, what: string): Buffer {
  if (length > MAX_CHUNK_BYTES) throw damaged(what);
  let plain: Buffer;
  try {
    plain = zstd(zstdDecompressSync, bytes, { maxOutputLength: Math.max(1, length), params: SMALL_WINDOW });
  } catch (error) {
    throw damaged(what, error);
  }
  if (plain.length !== length) throw damaged(what);
  return plain;
}
