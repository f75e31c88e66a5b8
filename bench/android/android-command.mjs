import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine } from '../engine/machine.mjs';
import { rounded } from '../engine/results.mjs';
import { warmMemory } from '../engine/warm-memory.mjs';
import { measuredRun } from '../measure/measured-run.mjs';
import { inPairs } from '../phone/in-pairs.mjs';
import { phoneBackup } from '../phone/phone-backup.mjs';
import { writePhotos } from '../phone/phone-corpus.mjs';
import { phoneReport } from '../phone/phone-report.mjs';
import { startPhone } from '../phone/start-phone.mjs';
import { adbVersion, startAdbServer } from './adb-server.mjs';
import { ANDROID_FIGURES, androidFigures } from './android-figures.mjs';

const MEMORY = '/dev/shm';
const PULL = fileURLToPath(new URL('./pull-and-hash.mjs', import.meta.url));
const PHONE = new URL('./phone-process.mjs', import.meta.url);

/**
 * Measures reading a phone through the real adb server beside `adb pull` of the same files, on memory. Exit code 0 when
 * all of it was measured, whatever came out; 1 when something was not.
 */
export async function androidCommand(asked, signal) {
  if (process.platform !== 'linux')
    throw new Error('Programs are measured through /proc, which only Linux has.');
  const adb = adbVersion();
  if (adb === null) throw new Error('adb is not on the PATH (apt-get install adb): nothing was measured.');
  const began = performance.now();
  const about = { ...machine(), adb };
  const root = mkdtempSync(join(MEMORY, 'holdfast-bench-'));
  const bench = { asked, signal, root, failures: [], tell: (text) => process.stderr.write(`${text}\n`) };
  const server = await startAdbServer(join(root, 'adb-home'));
  let measured;
  try {
    measured = await measureAll(bench, server);
  } finally {
    server.stop();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
  const document = {
    ...androidFigures(measured),
    command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
    files: asked.files,
    bytes: measured.bytes,
    seed: asked.seed,
    pairs: asked.pairs,
    entries: asked.entries,
    link: asked.link ?? null,
    seconds: Math.round((performance.now() - began) / 1000),
    machine: { ...about, loadAfter: rounded(loadavg()[0]) },
    measurements: { pairs: measured.pairs, unchanged: measured.unchanged, entries: measured.entries },
    failures: bench.failures,
  };
  process.stdout.write(
    asked.json
      ? `${JSON.stringify(document, null, 2)}\n`
      : phoneReport(document, ANDROID_FIGURES, `adb ${adb}`),
  );
  const isAll = ANDROID_FIGURES.every(({ name }) => document[name] !== null);
  return isAll || asked.entries === 0 ? 0 : 1;
}

async function measureAll(bench, server) {
  const { asked, root, signal, tell } = bench;
  const sdcard = join(root, 'sdcard');
  mkdirSync(sdcard);
  writeFileSync(join(root, 'password'), 'correct horse battery staple\n', { mode: 0o600 });
  const { bytes } = await writePhotos(sdcard, asked, signal);
  tell(`A phone with ${asked.files} files, ${(bytes / 1e6).toFixed(0)} MB, below ${root}`);
  const phone = await androidPhone(sdcard, asked.link === undefined ? {} : { bytesPerSecond: asked.link });
  const warm = warmMemory({ root }, 1.3 * bytes);
  try {
    await server.connect(phone.serial);
    const pairs = await inPairs(bench, asked.pairs, toolsFor({ ...bench, server, phone, bytes, warm }));
    const unchanged = await readAgain({ ...bench, server, phone, bytes });
    return { bytes, pairs, unchanged, entries: await manyEntries(bench, server) };
  } finally {
    warm.release();
    phone.stop();
  }
}

/** A simulated phone whose /sdcard is `root`. */
async function androidPhone(root, faults) {
  const { about, stats, stop } = await startPhone(PHONE, [root, JSON.stringify(faults)]);
  return { serial: `127.0.0.1:${about.port}`, stats, stop };
}

/** The three that are compared. */
const toolsFor = ({ server, phone, signal, asked, bytes, root, warm }) => ({
  async adb(folder) {
    const { command, env } = server.pull(phone.serial, '/sdcard/DCIM', folder);
    const run = await warm.during(() => measuredRun(command, { env, signal }));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    if (files.length !== asked.files) throw new Error(`adb pulled ${files.length} files of ${asked.files}.`);
    return run;
  },
  async pull() {
    const command = [process.execPath, PULL, server.address, phone.serial, join(root, 'adb-key')];
    const run = await measuredRun(command, { signal });
    const told = JSON.parse(run.stdout);
    if (told.files !== asked.files || told.bytes !== bytes)
      throw new Error(`${told.files} files of ${asked.files} were read, ${told.bytes} bytes of ${bytes}.`);
    return { ...run, ...told };
  },
  async backup(folder) {
    const holdfast = backupOf({ server, phone, folder, root });
    await measuredRun(holdfast.init.command, { ...holdfast.init, signal });
    const run = await warm.during(() => measuredRun(holdfast.backup.command, { ...holdfast.backup, signal }));
    const { snapshot } = JSON.parse(run.stdout);
    if (snapshot.files < asked.files || snapshot.bytes < bytes)
      throw new Error(`${snapshot.files} files of ${asked.files} were backed up.`);
    return run;
  },
});

/** The command line on this phone through the bench's own adb server. */
const backupOf = ({ server, phone, folder, root }) =>
  phoneBackup({
    source: `android:${phone.serial}`,
    words: ['--adb-server', server.address],
    folder,
    passwordFile: join(root, 'password'),
  });

/** How many files a backup of an unchanged phone reads, as the phone counts them. */
async function readAgain({ server, phone, signal, root }) {
  const folder = mkdtempSync(join(root, 'run-'));
  const { init, backup } = backupOf({ server, phone, folder, root });
  await measuredRun(init.command, { ...init, signal });
  await measuredRun(backup.command, { ...backup, signal });
  const before = await phone.stats();
  const run = await measuredRun(backup.command, { ...backup, signal });
  const after = await phone.stats();
  rmSync(folder, { recursive: true, force: true });
  const { filesRead, foldersListed } = after;
  if (foldersListed === before.foldersListed) throw new Error('The second backup did not look at the phone.');
  return { ...run, stdout: undefined, filesRead: filesRead - before.filesRead };
}

/** A backup of a phone with very many entries, for its peak. */
async function manyEntries({ asked, root, signal, tell }, server) {
  if (asked.entries === 0) return undefined;
  const sdcard = join(root, 'many');
  mkdirSync(sdcard);
  const phone = await androidPhone(sdcard, { entries: asked.entries });
  try {
    await server.connect(phone.serial);
    const folder = mkdtempSync(join(root, 'run-'));
    const { init, backup } = backupOf({ server, phone, folder, root });
    await measuredRun(init.command, { ...init, signal });
    const run = await measuredRun(backup.command, { ...backup, signal });
    const { snapshot } = JSON.parse(run.stdout);
    if (snapshot.files < asked.entries)
      throw new Error(`${snapshot.files} of ${asked.entries} were backed up.`);
    tell(
      `${asked.entries} entries: ${run.wallSeconds.toFixed(0)} s, ${(run.peakBytes / 1024 ** 2).toFixed(0)} MiB`,
    );
    return { ...run, stdout: undefined };
  } finally {
    phone.stop();
  }
}
