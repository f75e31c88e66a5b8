import { writeIosDatabases } from '@holdfast/phone-simulator';
import { readdirSync } from 'node:fs';
import { writePhotos } from '../phone/phone-corpus.mjs';

/**
 * Fills an empty folder with what an iPhone holds: photos on its media partition, and small databases of messages, contacts,
 * calls, dates and notes.
 * @param {string} root
 * @param {{ files: number, size: number, seed: number }} asked photos
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ files: number, bytes: number }>} of all files, of the photos' bytes
 */
export async function writeIphone(root, asked, signal) {
  const { bytes } = await writePhotos(root, asked, signal);
  await writeIosDatabases(root, { seed: asked.seed });
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return { files: files.length, bytes };
}
