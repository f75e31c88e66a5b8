import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../infra/testing/system-programs.mjs';

const RUN_BUILT = fileURLToPath(new URL('../../infra/workspace/run-built.mjs', import.meta.url));
const root = mkdtempSync('/var/tmp/holdfast-bench-spec-');
after(() => rmSync(root, { recursive: true }));

/** Runs the harness with a PATH of exactly these programs; `hear` gets what it says meanwhile. */
function engine(words, programs, hear = (_said, _child) => {}) {
  const child = spawn(process.execPath, [RUN_BUILT, 'bench/main.mjs', 'engine', '--disk', root, ...words], {
    env: { ...process.env, PATH: programs },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
    hear(stderr, child);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

function folderOf(name, programs) {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const [program, target] of Object.entries(programs)) symlinkSync(target, join(folder, program));
  return folder;
}

const workingBelow = (stderr) => [...stderr.matchAll(/\/\S+\/holdfast-bench-\w+/g)].map(([path]) => path);

describe('a whole small run', () => {
  it('measures Holdfast and the real restic, and tells of a borg that fails', async () => {
    const broken = join(root, 'broken-borg');
    writeFileSync(
      broken,
      '#!/bin/sh\n[ "$1" = --version ] && { echo borg 0; exit; }\necho the disk is on fire >&2\nexit 2\n',
    );
    chmodSync(broken, 0o755);
    const programs = folderOf('with-restic', { restic: findProgram('restic'), borg: broken });
    const words = ['--size', '10m', '--rounds', '1', '--only', 'tmpfs', '--json'];
    const { code, stdout, stderr } = await engine(words, programs);
    assert.equal(code, 1, stderr);
    const document = JSON.parse(stdout);
    for (const operation of ['initial', 'unchanged', 'day2', 'restore', 'check']) {
      for (const tool of ['holdfast', 'restic']) {
        const { wallSeconds, cpuSeconds, peakMiB } = document.measurements.tmpfs[tool][operation];
        assert.ok(wallSeconds > 0.05 && cpuSeconds > 0.05 && peakMiB > 20, `${operation} ${tool}`);
      }
    }
    const { holdfast, restic } = document.measurements.tmpfs;
    // What is stored is sealed and compressed; the second day adds its new photo, not the corpus.
    for (const { initial, day2 } of [holdfast, restic]) {
      assert.ok(initial.storedBytes > 0.8 * document.size && initial.storedBytes < document.size);
      assert.ok(day2.addedBytes > 1e6 && day2.addedBytes < 0.5 * initial.storedBytes);
    }
    const ratio = holdfast.initial.wallSeconds / restic.initial.wallSeconds;
    assert.ok(Math.abs(document['initial.wallRatioRestic'] - ratio) < 0.01);
    assert.ok(document.peakMiB >= holdfast.initial.peakMiB);
    assert.deepEqual(
      [document['initial.wallRatioBorg'], document['initialDisk.wallRatioRestic']],
      [null, null],
    );
    assert.match(document.failures.join(), /borg.*the disk is on fire/s);
    assert.match(document.machine.restic, /^restic \d/);
    for (const folder of workingBelow(stderr)) assert.ok(!existsSync(folder), folder);
  });

  it('says which program is missing, and leaves nothing behind when it is stopped', async () => {
    const nothing = folderOf('nothing', {});
    let isStopped = false;
    const stop = (said, child) => {
      if (isStopped || !/initial\s+holdfast/.test(said)) return;
      isStopped = child.kill('SIGINT');
    };
    const { code, stdout, stderr } = await engine(['--size', '10m'], nothing, stop);
    assert.deepEqual([code, stdout], [130, '']);
    assert.match(stderr, /restic is not on the PATH.*borg is not on the PATH/s);
    assert.equal(workingBelow(stderr).length, 2);
    for (const folder of workingBelow(stderr)) assert.ok(!existsSync(folder), folder);
    assert.deepEqual(readdirSync(nothing), []);
  });
});
