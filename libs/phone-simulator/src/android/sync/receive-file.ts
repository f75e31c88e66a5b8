import type { FileHandle } from 'node:fs/promises';
import { encodeSyncHeader, SYNC_HEADER_BYTES, SYNC_MAX_DATA, type ByteReader } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { Phone } from '../phone.js';
import type { SyncWriter } from './sync-writer.js';

/**
 * SEND: a file from the computer (`path,mode`), then DATA records, then DONE with its time. False when it was refused:
 * adbd then closes the service, after it has read what was still coming.
 */
export async function receiveFile(
  reader: ByteReader,
  writer: SyncWriter,
  phone: Phone,
  spec: string,
): Promise<boolean> {
  const comma = spec.lastIndexOf(',');
  const path = spec.slice(0, comma);
  const mode = Number.parseInt(spec.slice(comma + 1), 10);
  let handle: FileHandle | undefined;
  let refusal = comma < 1 || Number.isNaN(mode) ? 'missing , in ID_SEND_V1' : undefined;
  try {
    if (refusal === undefined) handle = await phone.files.create(path, mode);
  } catch (error) {
    refusal = `couldn't create file: ${PhoneErrno.from(error).message}`;
  }
  try {
    for (;;) {
      const head = await reader.exactly(SYNC_HEADER_BYTES);
      const id = head.toString('latin1', 0, 4);
      const value = head.readUInt32LE(4);
      if (id === 'DONE') {
        if (refusal !== undefined || handle === undefined) return await writer.fail(refusal ?? 'no file');
        await handle.close();
        handle = undefined;
        await phone.files.setTime(path, value);
        await writer.add(encodeSyncHeader('OKAY', 0));
        return true;
      }
      if (id !== 'DATA' || value > SYNC_MAX_DATA) return await writer.fail('invalid data message');
      const piece = await reader.exactly(value);
      if (!phone.files.fits(piece.length)) refusal ??= 'write failed: No space left on device';
      if (refusal === undefined) await handle?.writeFile(piece);
    }
  } finally {
    await handle?.close();
  }
}
