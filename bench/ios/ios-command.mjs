import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { machine } from '../engine/machine.mjs';
import { rounded } from '../engine/results.mjs';
import { warmMemory } from '../engine/warm-memory.mjs';
import { inPairs } from '../phone/in-pairs.mjs';
import { phoneReport } from '../phone/phone-report.mjs';
import { idevicebackup, idevicebackupVersion } from './idevicebackup.mjs';
import { increment } from './increment.mjs';
import { writeIphone } from './ios-corpus.mjs';
import { IOS_FIGURES, iosFigures } from './ios-figures.mjs';
import { iosPhone } from './ios-phone.mjs';
import { iphoneBackup } from './iphone-backup.mjs';
import { memoryLegs } from './memory-legs.mjs';

const MEMORY = '/dev/shm';
const PHONE_PASSWORD = 'of the phone itself';
const SEALED_PAIRS = 3;

/**
 * Measures whole backups of an iPhone beside those of idevicebackup2, on memory. Exit code 0 when all of it was measured,
 * whatever came out; 1 when something was not.
 */
export async function iosCommand(asked, signal) {
  if (process.platform !== 'linux')
    throw new Error('Programs are measured through /proc, which only Linux has.');
  const idevicebackup2 = idevicebackupVersion();
  if (idevicebackup2 === null)
    throw new Error(
      'idevicebackup2 is not on the PATH (apt-get install libimobiledevice-utils): nothing was measured.',
    );
  const began = performance.now();
  const about = { ...machine(), idevicebackup2 };
  const root = mkdtempSync(join(MEMORY, 'holdfast-bench-'));
  const disk = mkdtempSync(join(asked.disk, 'holdfast-bench-'));
  const bench = { asked, signal, root, disk, tell: (text) => process.stderr.write(`${text}\n`) };
  let measured;
  try {
    measured = await measureAll(bench);
  } finally {
    for (const folder of [root, disk]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  const { files, seed, pairs, entries, large, link = null } = asked;
  const document = {
    ...iosFigures(measured),
    command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
    ...{ files, seed, pairs, entries, large, link },
    bytes: measured.bytes,
    seconds: Math.round((performance.now() - began) / 1000),
    machine: { ...about, loadAfter: rounded(loadavg()[0]) },
    measurements: measured,
    failures: [],
  };
  const programs = `idevicebackup2 ${idevicebackup2}`;
  process.stdout.write(
    asked.json ? `${JSON.stringify(document, null, 2)}\n` : phoneReport(document, IOS_FIGURES, programs),
  );
  const isAll = IOS_FIGURES.every(({ name }) => document[name] !== null);
  return isAll || asked.entries === 0 || asked.large === 0 ? 0 : 1;
}

async function measureAll(bench) {
  const { asked, root, signal, tell } = bench;
  const photos = join(root, 'iphone');
  mkdirSync(photos);
  for (const [name, text] of [
    ['password', 'correct horse battery staple'],
    ['phone-password', PHONE_PASSWORD],
  ])
    writeFileSync(join(root, name), `${text}\n`, { mode: 0o600 });
  const { bytes, files } = await writeIphone(photos, asked, signal);
  tell(`An iPhone with ${files} files, ${(bytes / 1e6).toFixed(0)} MB of photos, below ${root}`);
  const faults = asked.link === undefined ? {} : { bytesPerSecond: asked.link };
  const plain = await iosPhone(root, { root: photos, faults });
  const sealing = await iosPhone(root, { root: photos, faults, password: PHONE_PASSWORD });
  const warm = warmMemory({ root }, 1.3 * bytes);
  const all = { ...bench, files, around: warm.during };
  try {
    tell('Plain backups');
    const pairs = await inPairs(bench, asked.pairs, toolsFor({ ...all, phone: plain, isSealed: false }));
    tell('Sealed backups');
    const count = Math.min(asked.pairs, SEALED_PAIRS);
    const sealed = await inPairs(bench, count, toolsFor({ ...all, phone: sealing, isSealed: true }));
    warm.release();
    const increments = await increment({ ...all, phone: plain, photos });
    return { bytes, pairs, sealed, increments, legs: await memoryLegs(bench) };
  } finally {
    warm.release();
    for (const phone of [plain, sealing]) phone.stop();
  }
}

/** The two that are compared. */
const toolsFor = (run) => ({
  idevicebackup2: (folder) => idevicebackup(run, folder),
  async holdfast(folder) {
    const backup = await iphoneBackup({ ...run, folder });
    return backup.backUp(run.files, run.around);
  },
});
