import { encodeSyncHeader, SYNC_MAX_DATA } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { PhoneBytes, PhoneFiles } from '../phone-files.js';
import { fail } from './sync-service.js';
import type { SyncWriter } from './sync-writer.js';

/** RECV: a file to the computer, in DATA records of at most 64 KiB. */
export async function sendFile(writer: SyncWriter, files: PhoneFiles, path: string): Promise<void> {
  const fault = files.wireFault(path);
  if (fault === 'silent') return new Promise(() => undefined);
  if (fault === 'garbage') return writer.add(Buffer.alloc(64, 0xa5));
  let bytes: PhoneBytes;
  try {
    bytes = await files.open(path);
  } catch (error) {
    return fail(writer, `open failed: ${PhoneErrno.from(error).message}`);
  }
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(SYNC_MAX_DATA);
      const count = await bytes.read(buffer);
      if (count === 0) break;
      await writer.add(encodeSyncHeader('DATA', count), buffer.subarray(0, count));
    }
  } catch (error) {
    // Awaited here: while `finally` closes the file, a rejection nobody waits for would end the process.
    return await fail(writer, `read failed: ${PhoneErrno.from(error).message}`);
  } finally {
    await bytes.close();
  }
  await writer.add(encodeSyncHeader('DONE', 0));
}
