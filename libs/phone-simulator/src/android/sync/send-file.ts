import { brotliCompressSync, constants, zstdCompressSync } from 'node:zlib';
import { encodeSyncHeader, RECEIVE_FLAGS, SYNC_HEADER_BYTES, SYNC_MAX_DATA } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { PhoneBytes } from '../phone-files.js';
import type { Phone } from '../phone.js';
import type { SyncWriter } from './sync-writer.js';

const RECORD_BYTES = SYNC_HEADER_BYTES + SYNC_MAX_DATA;
/**
 * Records that go out together: about what the socket pair between adbd's sync service and its transport holds. The adb
 * server is sensitive to it: with two, `adb pull` of 2,000 files takes 24 s, with four 3 s, with eight 1.8 s (adb 29.0.6,
 * measured 2026-11-27), since its last small write of a file waits for an acknowledgement.
 */
const RECORDS_TOGETHER = 4;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
/** By the flags of RCV2. */
const COMPRESSORS = new Map<number, (bytes: Uint8Array) => Uint8Array>([
  [0, (bytes) => bytes],
  [RECEIVE_FLAGS.brotli, (bytes) => brotliCompressSync(bytes, QUICK)],
  [RECEIVE_FLAGS.zstd, (bytes) => zstdCompressSync(bytes)],
]);

/**
 * RECV and RCV2: a file to the computer, in DATA records of at most 64 KiB. False when it was refused, or half of it could
 * not be read: adbd then closes the service.
 */
export async function sendFile(writer: SyncWriter, phone: Phone, path: string, flags = 0): Promise<boolean> {
  const fault = phone.files.wireFault(path);
  if (fault === 'silent') return new Promise(() => undefined);
  if (fault === 'garbage') {
    await writer.add(Buffer.alloc(64, 0xa5));
    return true;
  }
  const compress = COMPRESSORS.get(flags);
  if (compress === undefined || (flags !== 0 && phone.faults.compression === false))
    return writer.fail(`recv_v2: unsupported flags ${flags}`);
  let bytes: PhoneBytes;
  try {
    bytes = await phone.files.open(path);
  } catch (error) {
    return writer.fail(`open failed: ${PhoneErrno.from(error).message}`);
  }
  try {
    await (flags === 0 ? sendRecords(writer, bytes) : sendCompressed(writer, bytes, compress));
    return true;
  } catch (error) {
    if (!(error instanceof PhoneErrno)) throw error;
    return await writer.fail(`read failed: ${error.message}`);
  } finally {
    await bytes.close();
  }
}

/** Records are filled where they lie, and one buffer is enough: the writer waits until the computer has it. */
async function sendRecords(writer: SyncWriter, bytes: PhoneBytes): Promise<void> {
  const buffer = writer.records(RECORDS_TOGETHER * RECORD_BYTES + SYNC_HEADER_BYTES);
  for (let ended = false; !ended;) {
    let at = 0;
    for (let record = 0; record < RECORDS_TOGETHER && !ended; record += 1) {
      const count = await bytes.read(
        buffer.subarray(at + SYNC_HEADER_BYTES, at + SYNC_HEADER_BYTES + SYNC_MAX_DATA),
      );
      ended = count === 0;
      if (ended) break;
      buffer.write('DATA', at, 'latin1');
      buffer.writeUInt32LE(count, at + 4);
      at += SYNC_HEADER_BYTES + count;
    }
    if (ended) {
      encodeSyncHeader('DONE', 0).copy(buffer, at);
      at += SYNC_HEADER_BYTES;
    }
    await writer.now(buffer.subarray(0, at));
  }
}

/** One compressed stream over the whole file: small phones' files only, as it is made in memory. */
async function sendCompressed(
  writer: SyncWriter,
  bytes: PhoneBytes,
  compress: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  const pieces: Buffer[] = [];
  const buffer = Buffer.alloc(SYNC_MAX_DATA);
  for (let count = await bytes.read(buffer); count > 0; count = await bytes.read(buffer))
    pieces.push(Buffer.from(buffer.subarray(0, count)));
  const sent = compress(Buffer.concat(pieces));
  for (let at = 0; at < sent.length; at += SYNC_MAX_DATA) {
    const piece = sent.subarray(at, at + SYNC_MAX_DATA);
    await writer.add(encodeSyncHeader('DATA', piece.length), piece);
  }
  await writer.add(encodeSyncHeader('DONE', 0));
}
