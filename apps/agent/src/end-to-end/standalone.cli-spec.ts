import { rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeOddFolder, touch } from '../testing/odd-folder.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';
import { describeTree } from '../testing/trees.js';

interface Snapshot {
  id: string;
  phone: string;
  name: string;
  takenAt: string;
  files: number;
  bytes: number;
  leftOut: number;
}

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const place = temporary();
const home = place.at('home');
const repository = ['--repository', place.at('repository'), '--password-file', place.password];
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, home);
const backup = (...more: string[]): Promise<Finished> =>
  run('backup', ...repository, '--source', `folder:${place.at('source')}`, ...more);
let firstTree: string[] = [];
let first: Snapshot;

beforeAll(async () => {
  makeOddFolder(place.at('source'));
  firstTree = describeTree(place.at('source'));
  const made = await run('init', ...repository, '--recovery-code-file', place.at('code'), '--json');
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.json()).toEqual({
    repositoryId: expect.any(String),
    place: place.at('repository'),
    recoveryCodeFile: place.at('code'),
  });
  expect(statSync(place.at('code')).mode & 0o777).toBe(0o600);
});

afterAll(() => place.remove());

describe('standalone, on a folder of odd things', () => {
  it('backs up, and says in JSON what it did', async () => {
    const finished = await backup('--json', '--progress');
    expect(finished.code).toBe(0);
    const result = finished.json<{ snapshot: Snapshot }>();
    expect(result).toEqual({
      repositoryId: expect.any(String),
      snapshot: {
        id: expect.any(String),
        phone: `folder:${place.at('source')}`,
        name: `folder:${place.at('source')}`,
        takenAt: expect.stringMatching(/^\d{4}-.*Z$/),
        whole: false,
        files: expect.any(Number),
        bytes: expect.any(Number),
        leftOut: 0,
      },
      storedBytes: expect.any(Number),
      readBytes: expect.any(Number),
      durationMs: expect.any(Number),
      categories: expect.any(Array),
      leftOut: [],
      leftOutCount: 0,
    });
    first = result.snapshot;
    const lines = finished.stderr
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(Object.keys((JSON.parse(lines[0] ?? '') as { progress: object }).progress)).toEqual(
      expect.arrayContaining([
        'phase',
        'filesDone',
        'filesTotal',
        'bytesDone',
        'bytesTotal',
        'bytesPerSecond',
      ]),
    );
  });

  it('restores it exactly: names, bytes, modes, times', async () => {
    const finished = await run('restore', 'latest', ...repository, '--target', place.at('back'), '--json');
    expect([finished.code, finished.stderr]).toEqual([0, '']);
    expect(describeTree(place.at('back'))).toEqual(firstTree);
    expect(finished.json()).toMatchObject({ target: place.at('back'), renamed: [], failed: [] });
  });

  it('restores again over itself, and says that nothing was to do', async () => {
    const finished = await run('restore', 'latest', ...repository, '--target', place.at('back'));
    expect(finished.code).toBe(0);
    expect(finished.stdout).toContain('already there with equal content');
  });

  it('stops at a file of the target that differs, and replaces it only with --overwrite', async () => {
    writeFileSync(place.at('back', 'run me'), 'mine');
    const refused = await run('restore', first.id, ...repository, '--target', place.at('back'));
    expect([refused.code, refused.stderr]).toEqual([13, expect.stringContaining('--overwrite')]);
    const replaced = await run(
      'restore',
      first.id,
      ...repository,
      '--target',
      place.at('back'),
      '--overwrite',
    );
    expect(replaced.code).toBe(0);
    expect(describeTree(place.at('back'))).toEqual(firstTree);
  });

  it('lists one level, or everything, with every name made harmless', async () => {
    const top = await run('ls', ...repository);
    expect(top.code).toBe(0);
    expect(top.stdout).toContain('\\x1b[31mred');
    expect(top.stdout).toContain('bidi\\u{202e}gnp');
    expect(top.stdout).toContain('new\\nline');
    expect(top.stdout).toContain('caf\\xe9 \\xff\\xfe');
    expect(top.stdout).toMatch(/-rwxr-x--x .* run me\n/);
    expect(top.stdout).not.toContain('IMG 0001.jpg');
    // eslint-disable-next-line no-control-regex -- exactly these must be gone
    expect(top.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const all = await run('ls', 'latest', '-R', ...repository, '--json');
    const { snapshot, entries } = all.json<{ snapshot: Snapshot; entries: Record<string, unknown>[] }>();
    expect(snapshot).toEqual(first);
    expect(entries).toHaveLength(firstTree.length);
    expect(entries.find((entry) => entry['path'] === 'empty file')).toEqual({
      path: 'empty file',
      kind: 'file',
      size: 0,
      mtime: '2001-02-03T04:05:06.123Z',
      mtimeNs: '981173106123000000',
      mode: 0o644,
      category: expect.any(String),
    });
    expect(entries.find((entry) => 'pathBase64' in entry)?.['pathBase64']).toBe(
      Buffer.from('caf\xe9 \xff\xfe', 'latin1').toString('base64'),
    );
  });

  it('takes a path as it is or as it was printed', async () => {
    const typed = await run('ls', 'latest', '/DCIM/Camera/', ...repository);
    expect(typed.stdout.trim().split('\n')).toHaveLength(2);
    const target = place.at('one');
    const printed = await run(
      'restore',
      'latest',
      'caf\\xe9 \\xff\\xfe',
      'back\\slash',
      ...repository,
      '--target',
      target,
    );
    expect([printed.code, printed.stderr.includes('holdfast:')]).toEqual([0, false]);
    expect(describeTree(target)).toHaveLength(2);
    const unknown = await run('ls', 'latest', 'no/such', ...repository);
    expect([unknown.code, unknown.stdout]).toEqual([14, '']);
    expect((await run('ls', 'latest', '../etc', ...repository)).code).toBe(2);
  });

  it('sends only what changed the second time, and tells the difference', async () => {
    writeFileSync(place.at('source', 'new file'), 'new');
    writeFileSync(place.at('source', 'run me'), '#!/bin/sh\necho changed\n');
    touch('2020-02-02 02:02:02', place.at('source', 'run me'));
    rmSync(place.at('source', '=1+1'));
    const second = (await backup('--json')).json<{ snapshot: Snapshot; readBytes: number }>();
    expect(second.readBytes).toBeLessThan(10_000);
    const diff = await run('diff', ...repository, '--json');
    const shown = diff.json<{
      old: string;
      new: string;
      changes: { change: string; path: string }[];
      counts: object;
    }>();
    expect([shown.old, shown.new]).toEqual([first.id, second.snapshot.id]);
    const files = shown.changes.filter(({ path }) => ['new file', 'run me', '=1+1'].includes(path));
    expect(files.map(({ change, path }) => `${change} ${path}`).sort()).toEqual([
      'added new file',
      'changed run me',
      'removed =1+1',
    ]);
    expect(shown.counts).toMatchObject({ added: 1, removed: 1 });
    const text = await run('diff', first.id, 'latest', ...repository);
    expect(text.stdout).toMatch(/^\+ new file$/m);
    expect(text.stdout).toMatch(/^- =1\+1$/m);
    expect(text.stdout).toMatch(/^M run me /m);
    const listed = (await run('snapshots', ...repository, '--json')).json<{ snapshots: Snapshot[] }>();
    expect(listed.snapshots.map(({ id }) => id)).toEqual([second.snapshot.id, first.id]);
    expect((await run('snapshots', ...repository)).stdout).toContain('2 snapshots');
  });

  it('restores the older version with the recovery code alone', async () => {
    const code = ['--repository', place.at('repository'), '--recovery-code-file', place.at('code')];
    const finished = await holdfast(
      ['restore', first.id.slice(0, 12), ...code, '--target', place.at('old')],
      place.at('elsewhere'),
    );
    expect(finished.code).toBe(0);
    expect(describeTree(place.at('old'))).toEqual(firstTree);
  });

  it('verifies, quietly if asked', async () => {
    const finished = await run('verify', '--read-data', ...repository, '--json');
    expect(finished.json()).toEqual({
      ok: true,
      readData: true,
      sample: null,
      snapshots: 2,
      objectsChecked: expect.any(Number),
      bytesRead: expect.any(Number),
      closed: 0,
      damage: [],
    });
    const quiet = await run('verify', '--quiet', ...repository);
    expect([quiet.code, quiet.stdout, quiet.stderr]).toEqual([0, '', '']);
  });

  it('narrows by category', async () => {
    const narrowed = (await backup('--categories', 'photos', '--json')).json<{ snapshot: Snapshot }>();
    expect(narrowed.snapshot.files).toBe(2);
  });
});
