// Fails for tracked files that are programs or are unexpectedly large: Holdfast bundles no binary of Google, Apple or anyone.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/folders.mjs';
import { programKind } from './program-kind.mjs';

const MOST_BYTES = 1024 * 1024;
const MAY_BE_LARGE = ['package-lock.json', 'docs/sbom.cdx.json'];

const listed = spawnSync('git', ['ls-files', '-z'], { cwd: workspace, encoding: 'utf8', maxBuffer: 1 << 26 });
const files = (listed.stdout ?? '').split('\0').filter(Boolean);
const faults = files.flatMap((file) => {
  const fault = faultOf(join(workspace, file), file);
  return fault ? [`${file}: ${fault}`] : [];
});
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${files.length} tracked files, ${faults.length} refused\n`);
process.exitCode = faults.length > 0 || files.length === 0 ? 1 : 0;

function faultOf(path, file) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  if (stat.size > MOST_BYTES && !MAY_BE_LARGE.includes(file)) {
    return `${stat.size} bytes are more than a tracked file may have (${MOST_BYTES})`;
  }
  const start = Buffer.alloc(8);
  const handle = openSync(path, 'r');
  readSync(handle, start, 0, 8, 0);
  closeSync(handle);
  const kind = programKind(start, file);
  return kind && `it is ${kind}: bring programs in through the machine's packages, never through git`;
}
