import { mkdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import type { Finished, Started } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';
import { describeTree } from '../testing/trees.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const MEGABYTES = 200;
const place = temporary();
const home = place.at('home');
const { repository } = place;
const source = ['--source', `folder:${place.at('source')}`];
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, home);

/** Names, bits and digests; times of any precision are standalone.cli-spec.ts's business. */
const contents = (root: string): string[] =>
  describeTree(root).map((line) => line.replace(/ \d+ (\w{64})$/, ' $1'));

/** Starts a backup and waits until more has been read than lies in packs still open. */
async function halfway(): Promise<Started> {
  const started = startHoldfast(['backup', ...repository, ...source, '--json', '--progress'], home);
  await until('bytes', () => {
    const last =
      started
        .stderr()
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .at(-1) ?? '{}';
    const { progress } = JSON.parse(last) as { progress?: { bytesDone: number } };
    return started.process.exitCode !== null || (progress?.bytesDone ?? 0) > 110e6;
  });
  expect(started.process.exitCode).toBeNull();
  return started;
}

beforeAll(async () => {
  mkdirSync(place.at('source'));
  for (let file = 0; file < MEGABYTES; file += 1) {
    writeFileSync(place.at('source', `IMG_${file}.jpg`), randomBytes(1_000_000));
  }
  expect((await run('init', ...place.newRepository)).code).toBe(0);
});

afterAll(() => place.remove());

describe('a backup that is stopped', () => {
  it('by kill -9: leaves nothing half, and goes on without storing twice', async () => {
    const killed = await halfway();
    killed.process.kill('SIGKILL');
    expect((await killed.finished).code).toBeNull();
    expect((await run('snapshots', ...repository, '--json')).json()).toMatchObject({ snapshots: [] });
    const finished = await run('backup', ...repository, ...source, '--json');
    expect(finished.code).toBe(0);
    const { storedBytes } = finished.json<{ storedBytes: number }>();
    expect(storedBytes).toBeLessThan(MEGABYTES * 1e6 - 15e6);
    expect((await run('verify', '--read-data', ...repository)).code).toBe(0);
    expect((await run('restore', 'latest', ...repository, '--target', place.at('back'))).code).toBe(0);
    expect(contents(place.at('back'))).toEqual(contents(place.at('source')));
  });

  it('by Ctrl-C: says that it stopped, what holds and how to go on', async () => {
    for (let file = 0; file < MEGABYTES; file += 1) {
      writeFileSync(place.at('source', `IMG_${file}.jpg`), randomBytes(1_000_000));
    }
    const stopped = await halfway();
    stopped.process.kill('SIGINT');
    const finished = await stopped.finished;
    expect([finished.code, finished.stderr]).toEqual([
      130,
      expect.stringContaining('Run the same command again to go on'),
    ]);
    expect(finished.json()).toEqual({ error: expect.objectContaining({ code: 'cancelled', exitCode: 130 }) });
    expect(
      (await run('snapshots', ...repository, '--json')).json<{ snapshots: unknown[] }>().snapshots,
    ).toHaveLength(1);
    expect((await run('backup', ...repository, ...source)).code).toBe(0);
  });
});
