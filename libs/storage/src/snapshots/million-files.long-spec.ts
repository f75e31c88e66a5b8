import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newKeyPair } from '../crypto/key-pair.js';
import type { Told } from '../testing/million-files.js';
import { scratch } from '../testing/scratch.js';

// Two minutes for each snapshot on two idle processors.
jest.setTimeout(1_800_000);

const GOAL_MIB = 256;
const MILLION = 1_000_000;
/** As apps/agent/bin/holdfast.mjs starts the program. */
const SMALL_HEAP = ['--max-semi-space-size=2', '--heap-growing-percent=30', '--no-warnings'];
const CHILD = fileURLToPath(new URL('../testing/million-files.ts', import.meta.url));

describe.each([
  { shape: 'a thousand folders', folders: 1000, filesEach: 1000, names: MILLION + 1010 },
  { shape: 'one folder', folders: 1, filesEach: MILLION, names: MILLION + 1 },
])('a million files in $shape, within 256 MiB', ({ folders, filesEach, names }) => {
  const folder = scratch();
  const pair = newKeyPair();
  afterAll(() => folder.remove());

  async function run(verb: string, argument = ''): Promise<Told> {
    const key = Buffer.from(pair.privateKey).toString('hex');
    const child = [...SMALL_HEAP, CHILD, folder.path, key, verb, argument];
    const { stdout } = await promisify(execFile)(process.execPath, child, { env: {} });
    if (verb === 'create') return { count: 0, seconds: 0, processorSeconds: 0, peakMiB: 0 };
    const told = JSON.parse(stdout) as Told;
    process.stderr.write(
      `${verb} ${argument}: ${told.count} in ${told.seconds.toFixed(1)} s ` +
        `(${told.processorSeconds.toFixed(1)} s of processor), ${told.peakMiB.toFixed(0)} MiB at the peak\n`,
    );
    return told;
  }
  const backup = (day: number, changedEach: number): Promise<Told> =>
    run('backup', JSON.stringify({ folders, filesEach, changedEach, takenAt: `2026-01-0${day}` }));

  let listed: Told;
  beforeAll(async () => {
    await run('create', Buffer.from(pair.publicKey).toString('hex'));
  });

  it('are backed up, backed up unchanged, and backed up with ten changes', async () => {
    for (const [day, changedEach] of [[1, 0] as const, [2, 0] as const, [3, MILLION / 10] as const]) {
      const { count, peakMiB } = await backup(day, changedEach);
      expect(count).toBe(MILLION);
      expect(peakMiB).toBeLessThan(GOAL_MIB);
    }
  });

  it('are listed', async () => {
    listed = await run('list');
    expect(listed.count).toBe(names);
    expect(listed.peakMiB).toBeLessThan(GOAL_MIB);
  });

  it('are compared at the cost of what changed', async () => {
    const diff = await run('diff');
    expect(diff.count).toBe(10);
    expect(diff.peakMiB).toBeLessThan(GOAL_MIB);
    expect(diff.processorSeconds).toBeLessThan(listed.processorSeconds / 3);
  });

  it('are searched in three snapshots at the cost of one', async () => {
    const found = await run('find', '77.txt');
    expect(found.count).toBe(MILLION / 100);
    expect(found.peakMiB).toBeLessThan(GOAL_MIB);
    expect(found.processorSeconds).toBeLessThan(listed.processorSeconds * 2);
  });
});
