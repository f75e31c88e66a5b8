import { open, stat } from 'node:fs/promises';
import { newKey, wrapForClass } from '../crypto/class-keys.js';
import { claimIterations } from '../crypto/key-bag-keys.js';
import { sealingPages } from '../crypto/seal-file.js';
import { Upload } from '../link/upload.js';
import { manifestPlist, type Sealed } from '../manifest/backup-plists.js';
import { snapshotOf, type BackupRun } from './backup-run.js';
import { PIECE } from './buffer-pool.js';
import { damageManifest } from './damage-manifest.js';
import { demand } from './host-folder.js';

/** The class of Manifest.db's own key on a real phone. */
const MANIFEST_CLASS = 4;
const AT = '/private/var/mobile/Library/Backup';

/** Finishes Manifest.db and sends it, sealed where the backup is, with the Manifest.plist that opens it. */
export async function sendManifests(run: BackupRun): Promise<void> {
  const { link, manifest, keyBag, phone, facts, folder, faults } = run;
  manifest.finish();
  await damageManifest(manifest.path, faults.manifest);
  const key = keyBag === undefined ? undefined : newKey();
  let sealed: Sealed | undefined;
  if (keyBag !== undefined && key !== undefined) {
    const { claimedIterations: claimed } = faults;
    sealed = {
      keyBag: claimed === undefined ? keyBag.bytes : claimIterations(keyBag.bytes, claimed),
      manifestKey: wrapForClass(keyBag.classKeys, MANIFEST_CLASS, key),
    };
  }
  const plist = manifestPlist(phone, await phone.domains.names(), facts.date, sealed);
  const { size } = await stat(manifest.path);
  const upload = await Upload.begin(link, size + plist.length);
  await upload.file(`${AT}/Manifest.plist`, `${snapshotOf(folder)}/Manifest.plist`, plist);
  await upload.name(`${AT}/Manifest.db`, `${snapshotOf(folder)}/Manifest.db`);
  await sendDatabase(upload, manifest.path, key);
  await upload.success();
  demand(await upload.finish(), 'keep Manifest.db');
}

async function sendDatabase(upload: Upload, path: string, key: Uint8Array | undefined): Promise<void> {
  const cipher = key === undefined ? undefined : sealingPages(key);
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(PIECE);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE);
      if (bytesRead === 0) return;
      const bytes = buffer.subarray(0, bytesRead);
      await upload.data(cipher === undefined ? bytes : cipher.update(bytes));
    }
  } finally {
    await file.close();
  }
}
