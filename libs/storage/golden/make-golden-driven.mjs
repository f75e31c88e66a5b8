// Makes the golden repository of snapshots that a phone drove itself, which name files by the phone's own names:
// `node infra/workspace/run-built.mjs libs/storage/golden/make-golden-driven.mjs` writes libs/storage/golden/driven-N.
// Refuses where that is there already, as make-golden.mjs does; `--anew` before the first release.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMAT } from '../dist/format/object-header.js';
import { createRepository, folderLocation } from '../dist/index.js';
import { drivenPhone } from './golden-driven.mjs';
import { GOLDEN_SECRETS } from './golden-secrets.mjs';

const folder = join(import.meta.dirname, `driven-${FORMAT}`);
if (existsSync(folder)) {
  if (!process.argv.includes('--anew')) {
    process.stderr.write(`${folder} is there. A golden repository that was released is never made again.\n`);
    process.exit(1);
  }
  rmSync(folder, { recursive: true });
}
mkdirSync(folder);
const workFolder = mkdtempSync(join(tmpdir(), 'holdfast-golden-'));
const key = (hex) => Buffer.from(hex, 'hex');
const repository = await createRepository({
  location: folderLocation(join(folder, 'stored')),
  workFolder,
  recipients: [{ kind: 'key', name: 'employee', publicKey: key(GOLDEN_SECRETS.publicKey) }],
  unlock: { kind: 'key', privateKey: key(GOLDEN_SECRETS.privateKey) },
  now: () => new Date(Date.UTC(2026, 0, 1)),
});
const snapshots = [];
for (const version of [1, 2]) {
  const now = () => new Date(Date.UTC(2026, 0, 1 + version));
  snapshots.push((await repository.backup({ ...drivenPhone(version), now })).snapshotId);
}
await repository.close();
rmSync(workFolder, { recursive: true });
rmSync(join(folder, 'stored', '.incoming'), { recursive: true, force: true });
writeFileSync(join(folder, 'snapshots.json'), `${JSON.stringify(snapshots, null, 2)}\n`);
