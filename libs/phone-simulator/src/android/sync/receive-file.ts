import type { FileHandle } from 'node:fs/promises';
import { encodeSyncHeader, SYNC_HEADER_BYTES, SYNC_MAX_DATA, type ByteReader } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { PhoneFiles } from '../phone-files.js';
import { fail } from './sync-service.js';
import type { SyncWriter } from './sync-writer.js';

/** SEND: a file from the computer (`path,mode`), then DATA records, then DONE with its time. */
export async function receiveFile(
  reader: ByteReader,
  writer: SyncWriter,
  files: PhoneFiles,
  spec: string,
): Promise<void> {
  const comma = spec.lastIndexOf(',');
  const path = spec.slice(0, comma);
  const mode = Number.parseInt(spec.slice(comma + 1), 10);
  let handle: FileHandle | undefined;
  let refusal = comma < 1 || Number.isNaN(mode) ? 'missing , in ID_SEND_V1' : undefined;
  try {
    if (refusal === undefined) handle = await files.create(path, mode);
  } catch (error) {
    refusal = `couldn't create file: ${PhoneErrno.from(error).message}`;
  }
  try {
    // What was refused is still read to its end, so that the conversation can go on.
    for (;;) {
      const head = await reader.exactly(SYNC_HEADER_BYTES);
      const id = head.toString('latin1', 0, 4);
      const value = head.readUInt32LE(4);
      if (id === 'DONE') {
        if (refusal !== undefined || handle === undefined) return await fail(writer, refusal ?? 'no file');
        await handle.close();
        handle = undefined;
        await files.setTime(path, value);
        return await writer.add(encodeSyncHeader('OKAY', 0));
      }
      if (id !== 'DATA' || value > SYNC_MAX_DATA) return await fail(writer, 'invalid data message');
      const piece = await reader.exactly(value);
      await handle?.writeFile(piece);
    }
  } finally {
    await handle?.close();
  }
}
