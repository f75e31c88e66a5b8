import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { failed } from '../backup-failed.js';
import { opening } from '../crypto/seal-file.js';
import type { DeviceLink } from './device-link.js';
import { downloadFiles } from './download-files.js';

/** Asks for a Manifest.db and opens it with its key, where it has one, into a file. Throws `BackupFailed` 205 where the computer has none. */
export async function downloadDatabase(
  link: DeviceLink,
  from: string,
  path: string,
  key: Uint8Array | undefined,
  largestFrame: number,
): Promise<void> {
  const into = createWriteStream(path);
  const decipher = key === undefined ? undefined : opening(key);
  const write = async (bytes: Uint8Array): Promise<void> => {
    // The pieces lie in the connection's own buffers, which a stream must not hold on to.
    if (!into.write(decipher?.update(bytes) ?? Buffer.from(bytes))) await once(into, 'drain');
  };
  const whole = await downloadFiles(link, [from], () => ({ write, end: () => undefined }), largestFrame);
  into.end();
  await once(into, 'close');
  if (whole !== 1) throw failed.noManifest('Manifest.db is missing');
}
