import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openPhone, type PhoneSession, type PhonesOptions } from '@holdfast/phones';
import { seeded } from '../demo/seeded.js';
import type { IosPhone } from '../ios/ios-phone-options.js';
import { clientOptions } from './options.js';

const FILES: readonly (readonly [string, number])[] = [
  ['DCIM/100APPLE/IMG_0001.HEIC', 3 * 1024 * 1024 + 17],
  ['DCIM/100APPLE/IMG_0002.JPG', 64 * 1024],
  ['DCIM/100APPLE/IMG_0003.MOV', 1024 * 1024],
  ['DCIM/100APPLE/IMG_0003.AAE', 700],
  ['DCIM/101APPLE/Été 🏖️.PNG', 70_001],
  ['DCIM/101APPLE/EMPTY.JPG', 0],
  ['Books/book.epub', 500],
];

/** Fills a folder with what an iPhone shows through AFC: photos of every awkward size, and a book beside them. */
export async function fillIphone(root: string): Promise<void> {
  for (const [path, size] of FILES) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), seeded(1, path).bytes(size));
    await utimes(join(root, path), 1_700_000_000, 1_700_000_000 + size);
  }
}

/** Opens a simulated iPhone with our client. */
export function openIphone(
  phone: IosPhone,
  base: string,
  more: Partial<PhonesOptions> = {},
  signal?: AbortSignal,
): Promise<PhoneSession> {
  const options = clientOptions(base, { usbmuxd: phone.address, ...more });
  return openPhone({ platform: 'ios', address: phone.udid }, options, signal);
}
