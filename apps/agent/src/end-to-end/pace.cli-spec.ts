import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it, jest } from '@jest/globals';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const MIB = 1024 * 1024;
const place = temporary();
const { repository } = place;
const backup = (...more: string[]): Promise<Finished> =>
  holdfast(['backup', ...repository, '--source', `folder:${place.at('source')}`, ...more], place.at('home'));

/** Bytes of the largest pack that is stored. */
function largestPack(): number {
  const files = readdirSync(place.at('repository', 'data'), { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map((file) => statSync(join(file.parentPath, file.name)).size);
  return Math.max(...sizes);
}

afterAll(() => place.remove());

it('fills smaller packs at a quiet pace, and refuses a pace that there is not', async () => {
  mkdirSync(place.at('source'));
  writeFileSync(place.at('source', 'video'), randomBytes(20 * MIB));
  expect((await holdfast(['init', ...place.newRepository], place.at('home'))).code).toBe(0);
  expect((await backup('--pace', 'slow')).code).toBe(2);
  expect((await backup('--pace', 'quiet')).code).toBe(0);
  expect(largestPack()).toBeLessThan(10 * MIB);
  writeFileSync(place.at('source', 'video'), randomBytes(40 * MIB));
  expect((await backup()).code).toBe(0);
  expect(largestPack()).toBeGreaterThan(10 * MIB);
});
