import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iphoneBackup } from './iphone-backup.mjs';

/**
 * A full backup and one after a photo was taken, one edited and one deleted: what the phone sent for the second, and what that
 * consists of (the two photos, and the manifests that name all files).
 */
export async function increment({ phone, photos, files, root, signal }) {
  const folder = mkdtempSync(join(root, 'run-'));
  const backup = await iphoneBackup({ phone, root, folder, signal });
  const full = { ...(await backup.backUpWatched(files)), manifestBytes: await backup.manifestBytes() };
  const photoBytes = changePhotos(join(photos, 'DCIM'));
  const second = await backup.backUp(files);
  const bytesChanged = photoBytes + (await backup.manifestBytes());
  rmSync(folder, { recursive: true, force: true });
  return { full, second: { ...second, bytesChanged } };
}

/** Bytes of the two photos that are new and changed. */
function changePhotos(folder) {
  const roll = join(folder, readdirSync(folder).sort()[0]);
  const [edited, deleted] = readdirSync(roll).sort();
  const bytes = readFileSync(join(roll, deleted));
  rmSync(join(roll, deleted));
  // Neither bytes that the phone has sent before, nor the size that it had.
  writeFileSync(
    join(roll, 'IMG_NEW.jpg'),
    bytes.map((byte) => byte ^ 0x5a),
  );
  writeFileSync(
    join(roll, edited),
    readFileSync(join(roll, edited))
      .map((byte) => byte ^ 0xa5)
      .subarray(1),
  );
  return statSync(join(roll, 'IMG_NEW.jpg')).size + statSync(join(roll, edited)).size;
}
