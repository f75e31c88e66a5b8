import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { holdfast } from '../testing/run-holdfast.js';
import type { Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const place = temporary();
const home = place.at('home');
const { repository } = place;
const source = ['--source', `folder:${place.at('source')}`];
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, home);

interface Failure {
  error: { code: string; exitCode: number; what: string; holds: string | null; next: string | null };
}

/** Fails as it should: the code, words for a person on stderr, the same in JSON on stdout. */
async function expectFault(code: number, name: string, ...arguments_: string[]): Promise<Failure['error']> {
  const finished = await run(...arguments_, '--json');
  expect([finished.code, finished.stderr]).toEqual([code, expect.stringMatching(/^holdfast: /m)]);
  const { error } = finished.json<Failure>();
  expect([error.code, error.exitCode]).toEqual([name, code]);
  return error;
}

/** The largest data object, which holds contents of files. */
function dataObject(): string {
  const folder = place.at('repository', 'data');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return paths.sort((a, b) => readFileSync(b).length - readFileSync(a).length)[0] ?? '';
}

beforeAll(async () => {
  mkdirSync(place.at('source'));
  writeFileSync(place.at('source', 'photo \u001b.jpg'), randomBytes(900_000));
  expect((await run('init', ...place.newRepository)).code).toBe(0);
  expect((await run('backup', ...repository, ...source)).code).toBe(0);
});

afterAll(() => place.remove());

describe('bad input, each with a code of its own', () => {
  it('a verb or flag that does not exist', async () => {
    const verb = await run('bakcup');
    expect([verb.code, verb.stderr]).toEqual([2, expect.stringContaining('Did you mean backup?')]);
    expect((await run('ls', '--passwort-file', 'x')).code).toBe(2);
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await run()).stdout).toContain('Usage: holdfast');
  });

  it('a wrong, empty or missing password file', async () => {
    writeFileSync(place.at('wrong'), 'incorrect horse\n');
    writeFileSync(place.at('empty'), '\n');
    const open = ['snapshots', '--repository', place.at('repository'), '--password-file'];
    expect((await expectFault(3, 'wrong-key', ...open, place.at('wrong'))).next).toContain('password');
    await expectFault(2, 'usage', ...open, place.at('empty'));
    await expectFault(2, 'usage', ...open, place.at('missing'));
    writeFileSync(place.at('bare'), 'correct horse');
    expect((await run(...open, place.at('bare'))).code).toBe(0);
    writeFileSync(place.at('two'), 'correct horse\n\n');
    await expectFault(3, 'wrong-key', ...open, place.at('two'));
  });

  it('a folder that is not a repository, and one that is one already', async () => {
    mkdirSync(place.at('plain'));
    writeFileSync(place.at('plain', 'file'), 'mine');
    const plain = ['--repository', place.at('plain'), '--password-file', place.password];
    await expectFault(4, 'not-a-repository', 'snapshots', ...plain);
    await expectFault(4, 'not-a-repository', 'backup', ...plain, ...source);
    expect(readdirSync(place.at('plain'))).toEqual(['file']);
    await expectFault(
      4,
      'not-a-repository',
      'verify',
      '--repository',
      place.at('nowhere'),
      '--password-file',
      place.password,
    );
    const there = ['--repository', place.at('repository'), '--password-file', place.password];
    await expectFault(13, 'exists', 'init', ...there);
  });

  it('a source, snapshot or enrolment that is not there', async () => {
    await expectFault(
      7,
      'phone-unreachable',
      'backup',
      ...repository,
      '--source',
      `folder:${place.at('gone')}`,
    );
    await expectFault(7, 'phone-unreachable', 'backup', ...repository, '--source', 'android:127.0.0.1:15798');
    await expectFault(2, 'usage', 'backup', ...repository, '--source', 'walkman:1');
    await expectFault(2, 'usage', 'backup', ...repository);
    await expectFault(14, 'not-found', 'ls', 'ffffffff', ...repository);
    await expectFault(14, 'not-found', 'diff', ...repository);
    await expectFault(15, 'not-enrolled', 'snapshots');
    await expectFault(15, 'not-enrolled', 'status');
  });

  it('an S3 location without credentials, or that nobody answers for', async () => {
    const bucket = ['snapshots', '--repository', 's3://bucket/x', '--password-file', place.password];
    await expectFault(2, 'usage', ...bucket);
    const env = {
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:15797',
    };
    const finished = await holdfast(bucket, home, env);
    expect([finished.code, finished.stderr]).toEqual([9, expect.stringContaining('cannot be reached')]);
  });

  it('a full disk: what was there stays whole', async () => {
    if (process.getuid?.() !== 0) return;
    const disk = place.at('disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]);
    try {
      const small = ['--repository', join(disk, 'r'), '--password-file', place.password];
      expect((await run('init', ...small)).code).toBe(0);
      expect((await run('backup', ...small, ...source)).code).toBe(0);
      mkdirSync(place.at('large'));
      writeFileSync(place.at('large', 'video.mp4'), randomBytes(9_000_000));
      const large = ['--source', `folder:${place.at('large')}`];
      expect((await expectFault(6, 'disk-full', 'backup', ...small, ...large)).next).toContain('room');
      expect((await run('verify', '--read-data', ...small)).code).toBe(0);
      const spool = ['--work-folder', join(disk, 'work')];
      await expectFault(6, 'disk-full', 'backup', ...repository, ...large, ...spool);
      expect((await run('verify', '--read-data', ...repository)).code).toBe(0);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('an altered, truncated or missing object: found, and the file named', async () => {
    const path = dataObject();
    const whole = readFileSync(path);
    const flipped = Buffer.from(whole);
    flipped[1000] = (flipped[1000] ?? 0) ^ 1;
    const cases: [string, () => void][] = [
      ['altered', () => writeFileSync(path, flipped)],
      ['altered', () => truncateSync(path, whole.length - 100)],
      ['missing', () => rmSync(path)],
    ];
    for (const [what, harm] of cases) {
      harm();
      const text = await run('verify', '--read-data', ...repository);
      expect([text.code, text.stdout]).toEqual([5, expect.stringContaining('photo \\x1b.jpg')]);
      const json = (await run('verify', '--read-data', ...repository, '--json')).json<{
        ok: boolean;
        damage: { objectName: string; what: string; files: { path: string }[] }[];
      }>();
      expect(json.ok).toBe(false);
      expect(json.damage[0]).toMatchObject({
        what,
        files: [{ path: 'photo \u001b.jpg', snapshotId: expect.any(String) }],
      });
      const restored = await run('restore', 'latest', ...repository, '--target', place.at(`hurt-${what}`));
      expect([5, 11]).toContain(restored.code);
      writeFileSync(path, whole);
    }
    expect((await run('verify', '--read-data', ...repository)).code).toBe(0);
  });
});
