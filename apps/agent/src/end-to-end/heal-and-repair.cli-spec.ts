import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(180_000);

const place = temporary();
const home = place.at('home');
const { repository } = place;
const run = (verb: string, ...more: string[]): Promise<Finished> =>
  holdfast([verb, ...more, ...repository], home);
const objects = (kind: string): string[] => readdirSync(place.at('repository', kind)).sort();
const spoil = (kind: string, name: string): void => {
  const file = place.at('repository', kind, name);
  const bytes = readFileSync(file);
  rmSync(file);
  writeFileSync(file, bytes.fill(0, 60, 61));
};

/** The index of the one work folder that these tests have. */
function indexFile(): string {
  const below = place.at('home', 'cache', 'repositories');
  const found = readdirSync(below, { recursive: true, encoding: 'utf8' });
  return join(below, found.find((name) => name.endsWith('index.sqlite')) ?? 'none');
}

beforeAll(async () => {
  mkdirSync(place.at('source'));
  for (const name of ['one', 'two']) writeFileSync(place.at('source', name), randomBytes(700_000));
  await holdfast(['init', ...place.newRepository], home);
  await run('backup', '--source', `folder:${place.at('source')}`);
  cpSync(place.at('repository'), place.at('copy'), { recursive: true });
});

afterAll(() => place.remove());

describe('verify by sample', () => {
  it('reads what it draws, and says that it was a sample', async () => {
    const sampled = await run('verify', '--sample', '2');
    expect([sampled.code, sampled.stdout]).toEqual([0, expect.stringContaining('drawn at random')]);
    expect((await run('verify', '--sample', '2', '--json')).json()).toMatchObject({ ok: true, sample: 2 });
    expect((await run('verify', '--sample', '2', '--read-data')).code).toBe(2);
    expect((await run('verify', '--sample', 'some')).code).toBe(2);
  });
});

describe('heal', () => {
  it('finds nothing to do where all is well, and takes no place that is none', async () => {
    const well = await run('heal', '--from', place.at('copy'));
    expect([well.code, well.stdout]).toEqual([0, expect.stringMatching(/^Nothing to heal/)]);
    expect((await run('heal', '--from', place.at('repository'))).code).toBe(2);
    expect((await run('heal', '--from', 'ftp://there')).code).toBe(2);
    expect((await run('heal')).code).toBe(2);
    await holdfast(
      ['init', '--repository', place.at('another'), '--password-file', place.password],
      place.at('home 2'),
    );
    const another = await run('heal', '--from', place.at('another'));
    expect([another.code, another.stderr]).toEqual([4, expect.stringContaining('another repository')]);
  });

  it('brings back what is missing or altered, and names each', async () => {
    const [data = '', shard = ''] = [objects('data')[0], objects('index')[0]];
    rmSync(place.at('repository', 'index', shard));
    spoil('data', data);
    const healed = await run('heal', '--from', place.at('copy'), '--read-data', '--json');
    expect([healed.code, healed.json()]).toEqual([
      0,
      {
        ok: true,
        from: place.at('copy'),
        snapshots: 1,
        objectsChecked: expect.any(Number),
        bytesRead: expect.any(Number),
        healed: [`data/${data}`, `index/${shard}`],
        notHealed: [],
      },
    ]);
    expect((await run('verify', '--read-data')).code).toBe(0);
  });

  it('says what the other place does not have, and why', async () => {
    const [data = ''] = objects('data');
    rmSync(place.at('repository', 'data', data));
    rmSync(place.at('copy', 'data', data));
    const hurt = await run('heal', '--from', place.at('copy'));
    expect([hurt.code, hurt.stdout]).toEqual([
      5,
      `not healed (the other place does not have it whole): data/${data}\n`,
    ]);
    expect(hurt.stderr).toContain('could not be healed');
    await run('backup', '--source', `folder:${place.at('source')}`);
    expect((await run('ls')).code).toBe(0);
  });
});

describe('the local index', () => {
  it('is built anew by any verb when it is damaged', async () => {
    writeFileSync(indexFile(), randomBytes(100_000));
    const listed = await run('ls');
    expect([listed.code, listed.stderr]).toEqual([0, expect.stringContaining('built anew')]);
    expect(listed.stdout).toContain('two');
    writeFileSync(indexFile(), randomBytes(100_000));
    const quiet = await run('backup', '--source', `folder:${place.at('source')}`, '--quiet');
    expect([quiet.code, quiet.stderr]).toEqual([0, '']);
  });

  it('is built anew when a person asks, also where the repository has lost its shards', async () => {
    for (const shard of objects('index')) rmSync(place.at('repository', 'index', shard));
    const packs = objects('data').length + objects('tree').length;
    const repaired = await run('repair', 'index', '--json');
    expect([repaired.code, repaired.json()]).toEqual([
      0,
      {
        repositoryId: expect.any(String),
        shards: 0,
        packs,
        chunks: expect.any(Number),
        packsRead: packs,
        shardsWritten: 1,
        unreadable: [],
      },
    ]);
    expect((await run('repair', 'index')).stdout).toMatch(/^Built the local index anew from 1 shard: /);
    expect((await run('repair', 'everything')).code).toBe(2);
  });
});
