import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeOddFolder } from '../testing/odd-folder.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';
import { describeTree } from '../testing/trees.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(180_000);

interface Decided {
  id: string;
  forgotten: boolean;
  reasons: string[];
}

const place = temporary();
const home = place.at('home');
const { repository } = place;
const run = (verb: string, ...more: string[]): Promise<Finished> =>
  holdfast([verb, ...more, ...repository], home);
const backup = async (): Promise<string> => {
  const made = await run('backup', '--source', `folder:${place.at('source')}`, '--json');
  return made.json<{ snapshot: { id: string } }>().snapshot.id;
};
const stored = (): number =>
  readdirSync(place.at('repository'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
const listed = async (): Promise<string[]> =>
  (await run('snapshots', '--json')).json<{ snapshots: { id: string }[] }>().snapshots.map(({ id }) => id);
const ids: string[] = [];

beforeAll(async () => {
  makeOddFolder(place.at('source'));
  await holdfast(['init', ...place.newRepository], home);
  ids.push(await backup());
  writeFileSync(place.at('source', 'large'), randomBytes(5_000_000));
  ids.push(await backup());
  rmSync(place.at('source', 'large'));
  writeFileSync(place.at('source', 'small'), 'small');
  ids.push(await backup());
});

afterAll(() => place.remove());

describe('forget', () => {
  it.each([
    [[], 'What may be forgotten?'],
    [['abc', '--keep-last', '2'], 'not both'],
    [['--keep-last', '0'], 'from 1 on'],
    [['--keep-daily', 'many'], '--keep-daily takes'],
    [['--keep-daily', '3', '--time-zone', 'Moon/Far'], 'not a time zone'],
  ])('refuses %j', async (flags, words) => {
    const refused = await run('forget', ...flags);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('says for each snapshot whether it stays and why, and changes nothing until somebody said yes', async () => {
    const dry = await run('forget', '--keep-last', '2', '--minimum-age', '0', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    const { snapshots, ...rest } = dry.json<{ snapshots: Decided[] }>();
    expect(rest).toEqual({
      repositoryId: expect.any(String),
      dryRun: true,
      forgotten: 1,
      stillStored: 0,
      prune: null,
    });
    expect(snapshots.map(({ id, forgotten, reasons }) => [id, forgotten, reasons])).toEqual([
      [ids[2], false, ['newest', 'last']],
      [ids[1], false, ['last']],
      [ids[0], true, []],
    ]);
    for (const json of [[], ['--json']]) {
      const alone = await run('forget', '--keep-last', '2', ...json);
      expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--yes')]);
    }
    const young = await run('forget', '--minimum-age', '7');
    expect([young.code, young.stdout]).toEqual([0, expect.stringContaining('younger than 7 days')]);
    expect(await listed()).toEqual([ids[2], ids[1], ids[0]]);
  });

  it('never lets the newest go, and knows no snapshot that is none', async () => {
    const newest = await run('forget', 'latest', '--yes');
    expect([newest.code, newest.stderr]).toEqual([16, expect.stringContaining('newest')]);
    expect((await run('forget', 'ffff', '--yes')).code).toBe(14);
    expect(await listed()).toHaveLength(3);
  });

  it('forgets by the beginning of an id, and leaves what --phone does not mean', async () => {
    const other = await run('forget', '--keep-last', '1', '--phone', 'folder:/elsewhere', '--yes', '--json');
    expect(other.json()).toMatchObject({ snapshots: [], forgotten: 0 });
    const forgot = await run('forget', (ids[1] ?? '').slice(0, 10), '--yes');
    expect([forgot.code, forgot.stdout]).toEqual([0, expect.stringContaining('Forgot 1 snapshot.')]);
    expect(await listed()).toEqual([ids[2], ids[0]]);
  });
});

describe('prune', () => {
  it('only says what it would do in a dry run', async () => {
    const before = stored();
    const dry = await run('prune', '--dry-run', '--json');
    expect(dry.json()).toEqual({
      repositoryId: expect.any(String),
      dryRun: true,
      namedBytes: expect.any(Number),
      liveBytes: expect.any(Number),
      damaged: false,
      repacked: { packs: expect.any(Number), bytes: expect.any(Number), snapshots: 2 },
      removed: { objects: 0, bytes: 0 },
      hidden: 0,
      refused: 0,
      waiting: { objects: 0, bytes: 0, until: null },
    });
    expect((await run('prune', '--dry-run')).stdout).toContain('Would pack anew');
    expect(stored()).toBe(before);
    expect((await run('prune', '--max-repack', 'much')).code).toBe(2);
  });

  it('waits for the cooling-off, then frees, and what is left restores as it was', async () => {
    const full = stored();
    const first = await run('prune');
    expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/not needed any more, wait until/)]);
    expect(stored()).toBeGreaterThan(5_000_000);
    const second = await run('prune', '--cooling-off', '0');
    expect([second.code, second.stdout]).toEqual([0, expect.stringMatching(/^Freed [45]\.\d+ MiB, /m)]);
    expect(stored()).toBeLessThan(full - 5_000_000);
    expect((await run('prune')).stdout).toMatch(/^Nothing to free/);
    expect((await run('verify', '--read-data')).code).toBe(0);
    expect((await run('restore', ids[2] ?? '', '--target', place.at('back'))).code).toBe(0);
    expect(describeTree(place.at('back'))).toEqual(describeTree(place.at('source')));
  });

  it('follows a forgetting at once where that is said', async () => {
    const both = await run('forget', '--keep-last', '1', '--yes', '--prune', '--json');
    expect(both.json()).toMatchObject({ forgotten: 1, prune: { damaged: false, removed: { objects: 0 } } });
    expect(await listed()).toHaveLength(1);
  });

  it('says so when something is missing that a snapshot needs', async () => {
    const [pack = ''] = readdirSync(place.at('repository', 'data'));
    rmSync(place.at('repository', 'data', pack));
    const hurt = await run('prune', '--json');
    expect([hurt.code, hurt.stderr]).toEqual([5, expect.stringContaining('holdfast verify')]);
    expect(hurt.json()).toMatchObject({ damaged: true });
  });
});
