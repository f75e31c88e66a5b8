import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runText } from '../phone/in-pairs.mjs';
import { iosPhone } from './ios-phone.mjs';
import { iphoneBackup } from './iphone-backup.mjs';

const ONE_GB = 1024 ** 3;
/** A film that lies on no disk, so that its size costs the phone nothing. */
const BIG_FILES = 1;

/** Backups of phones with very many files and with very large ones, for their peaks; what was not asked for is undefined. */
export async function memoryLegs(bench) {
  const { entries, large } = bench.asked;
  const big = (bigFileBytes) => leg(bench, { bigFileBytes }, BIG_FILES, bench.disk);
  return {
    entries: entries === 0 ? undefined : await leg(bench, { entries }, entries, bench.root),
    oneGB: large === 0 ? undefined : await big(ONE_GB),
    large: large === 0 ? undefined : await big(large),
  };
}

async function leg({ root, signal, tell }, faults, files, place) {
  const phone = await iosPhone(root, { faults });
  const folder = mkdtempSync(join(place, 'run-'));
  try {
    const backup = await iphoneBackup({ phone, root, folder, signal });
    const run = await backup.backUpWatched(files);
    const manifestBytes = await backup.manifestBytes();
    const disk = `${(run.peakDiskBytes / 1024 ** 2).toFixed(0)} MiB of disk`;
    tell(`${JSON.stringify(faults)}: ${runText(run)}, ${disk}`);
    return { ...run, manifestBytes };
  } finally {
    phone.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
