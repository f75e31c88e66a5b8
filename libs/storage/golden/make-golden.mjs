// Makes the golden repository of the format that this release writes: `npm run golden` writes
// libs/storage/golden/format-N. Refuses where that is there already: a release that wrote it must be able to open
// it for ever. Before the first release of a format, `--anew` replaces it.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceError } from '@holdfast/contracts';
import { FORMAT } from '../dist/format/object-header.js';
import { createRepository, folderLocation } from '../dist/index.js';
import { goldenPhone } from './golden-phones.mjs';
import { GOLDEN_SECRETS } from './golden-secrets.mjs';
import { manifestOf } from './manifest.mjs';

const DAY_MS = 86_400_000;
const day = (days) => new Date(Date.UTC(2026, 0, 1) + days * DAY_MS);
const folder = join(import.meta.dirname, `format-${FORMAT}`);
const stored = join(folder, 'stored');

if (existsSync(folder)) {
  if (!process.argv.includes('--anew')) {
    process.stderr.write(`${folder} is there. A golden repository that was released is never made again.\n`);
    process.exit(1);
  }
  rmSync(folder, { recursive: true });
}
mkdirSync(folder, { recursive: true });
const workFolder = mkdtempSync(join(tmpdir(), 'holdfast-golden-'));
const key = (hex) => Buffer.from(hex, 'hex');
const repository = await createRepository({
  location: folderLocation(stored),
  workFolder,
  recipients: [
    { kind: 'password', password: Buffer.from(GOLDEN_SECRETS.password) },
    { kind: 'key', name: 'employee', publicKey: key(GOLDEN_SECRETS.publicKey) },
    { kind: 'recovery-code', words: GOLDEN_SECRETS.words },
  ],
  unlock: { kind: 'key', privateKey: key(GOLDEN_SECRETS.privateKey) },
  now: () => day(0),
});

/** A place's clock stands still meanwhile: what came in lately is never pruned. */
function arrivedAt(date) {
  for (const entry of readdirSync(stored, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), date, date);
}

const manifests = new Map();
async function backUp(at, phone, version) {
  const made = await repository.backup({ ...goldenPhone(phone, version), now: () => at });
  manifests.set(`${phone} ${version}`, await manifestOf(goldenPhone(phone, version).source));
  arrivedAt(at);
  return made.snapshotId;
}

/** A run that never came to its snapshot: what it stored is nobody's. */
async function unplugged(at) {
  const request = goldenPhone('android', 9);
  const cut = new SourceError('unplugged', 'The cable was pulled.');
  const open = (entry) => {
    if (entry.size === 0n || entry.path[0].includes('11')) throw cut;
    return request.source.open(entry);
  };
  const failed = await repository
    .backup({ ...request, source: { ...request.source, open }, now: () => at })
    .catch((error) => error);
  if (failed !== cut) throw failed;
  arrivedAt(at);
}

const first = await backUp(day(1), 'folder', 1);
await backUp(day(2), 'android', 1);
// More than 30 days: a second epoch.
await backUp(day(40), 'folder', 2);
await repository.forget({ snapshotIds: [first], now: () => day(41) });
// Packs anew what the forgotten snapshot shared with the others; what is unneeded then goes a week later.
const prune = (days, more = {}) => repository.prune({ now: () => day(days), ...more });
const { repacked } = await prune(48, { packAnewBelow: 0.6 });
arrivedAt(day(48));
await prune(56, { packAnewBelow: 0 });
await prune(64, { packAnewBelow: 0 });
await backUp(day(65), 'android', 2);
const passing = await backUp(day(65.5), 'folder', 3);
await backUp(day(66), 'folder', 4);
await repository.forget({ snapshotIds: [passing], now: () => day(67) });
await unplugged(day(68));
// Marks what the phone that was pulled out had sent, and leaves the mark.
await prune(76, { packAnewBelow: 0 });
const snapshots = await repository.snapshots();
await repository.close();
rmSync(workFolder, { recursive: true });
rmSync(join(stored, '.incoming'), { recursive: true, force: true });

const versionOf = new Map([
  [day(2).getTime(), 'android 1'],
  [day(40).getTime(), 'folder 2'],
  [day(65).getTime(), 'android 2'],
  [day(66).getTime(), 'folder 4'],
]);
const listed = snapshots.map(({ id, originalId, phone, takenAt, files, leftOut }) => {
  const version = versionOf.get(takenAt.getTime());
  writeFileSync(join(folder, `${version.replace(' ', '-')}.txt`), manifests.get(version));
  return {
    id,
    originalId: originalId ?? null,
    phone,
    takenAt,
    files,
    leftOut,
    manifest: `${version.replace(' ', '-')}.txt`,
  };
});
writeFileSync(join(folder, 'snapshots.json'), `${JSON.stringify(listed, null, 2)}\n`);
writeFileSync(join(folder, 'secrets.json'), `${JSON.stringify(GOLDEN_SECRETS, null, 2)}\n`);
process.stdout.write(`${folder}: ${snapshots.length} snapshots, ${repacked.packs} packs packed anew\n`);
