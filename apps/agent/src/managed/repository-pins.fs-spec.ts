import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { RepositoryPins } from './repository-pins.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-pins-'));
const [one, two] = [randomUUID(), randomUUID()];
const [own, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const pins = () => new RepositoryPins(folder);

describe('the repositories that a workstation knows', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are known from the first time on, each by itself', async () => {
    expect(await pins().knows(one, own)).toBe(false);
    await pins().expect(one, own);
    await pins().expect(two, other);
    expect([await pins().knows(one, own), await pins().knows(two, other)]).toEqual([true, true]);
    expect([await pins().knows(one, other), await pins().knows(randomUUID(), own)]).toEqual([false, false]);
    expect(statSync(join(folder, 'repositories.json')).mode & 0o777).toBe(0o600);
  });

  it('are never another one, until somebody who knows says so', async () => {
    await expect(pins().expect(one, other)).rejects.toMatchObject({ exit: 'refused' });
    expect(await pins().knows(one, own)).toBe(true);
    await pins().pin(one, other);
    await pins().expect(one, other);
    await expect(pins().expect(one, own)).rejects.toMatchObject({ exit: 'refused' });
    expect(await pins().knows(two, other)).toBe(true);
  });
});
