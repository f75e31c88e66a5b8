import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseArguments } from './parse-arguments.mjs';
import { missingPrograms } from './system-programs.mjs';

it('requires every suite in CI and on request', () => {
  assert.equal(parseArguments([], {}).allRequired, false);
  assert.equal(parseArguments([], { CI: 'true' }).allRequired, true);
  assert.equal(parseArguments(['--all-suites-required'], {}).allRequired, true);
});

it('takes the seed of a long run and draws one where none is given', () => {
  assert.equal(parseArguments(['--long', '--seed', '42'], {}).seed, 42);
  assert.ok(Number.isSafeInteger(parseArguments(['--long'], {}).seed));
  assert.throws(() => parseArguments(['--long', '--seed', 'x'], {}), /whole number/);
});

it('refuses a flag it does not know, so that a slip of the finger is no green run', () => {
  assert.throws(() => parseArguments(['--olny', 'api'], {}), /does not know "--olny"/);
  assert.throws(() => parseArguments(['--only'], {}), /needs a value/);
});

it('asks for a program only when a spec file needs it', () => {
  const nowhere = () => undefined;
  const names = (files) => missingPrograms(files, nowhere).map((program) => program.name);
  assert.deepEqual(names(['libs/storage/src/seal.spec.ts']), []);
  assert.deepEqual(names(['libs/storage/src/location/s3.s3-spec.ts']), ['radosgw']);
  assert.deepEqual(names(['bench/engine/engine-command.restic-spec.mjs']), ['restic']);
  assert.deepEqual(names(['libs/storage/src/backup/killed.strace-spec.ts']), ['strace']);
  assert.deepEqual(names(['libs/storage/src/backup/killed.strace.long-spec.ts']), ['strace']);
  assert.deepEqual(names(['libs/phones/src/pull.adb-spec.ts', 'apps/e2e/src/story.spec.ts']), [
    'adb',
    'chromium',
  ]);
  assert.deepEqual(names(['apps/e2e/src/sso.spec.ts']), ['chromium', 'simplesamlphp']);
});
