import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Postponed, postponedUntil } from './postponed.js';

const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const now = new Date(2026, 10, 27, 22, 15);

describe('later and not today', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-later-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('last an hour, and until the next morning where the person is', () => {
    expect(postponedUntil('later', now).getTime() - now.getTime()).toBe(3_600_000);
    expect(postponedUntil('not-today', now)).toEqual(new Date(2026, 10, 28, 6));
  });

  it('are kept for each phone until they are over or taken back', async () => {
    const until = postponedUntil('later', now);
    await new Postponed(folder).postpone(ID, until, now);
    await new Postponed(folder).postpone(OTHER, postponedUntil('not-today', now), now);
    expect((await new Postponed(folder).all(now)).get(ID)).toEqual(until);
    expect([...(await new Postponed(folder).all(until)).keys()]).toEqual([OTHER]);
    await new Postponed(folder).postpone(OTHER, undefined, now);
    expect([...(await new Postponed(folder).all(now)).keys()]).toEqual([ID]);
    expect(statSync(join(folder, 'postponed.json')).mode & 0o777).toBe(0o600);
  });

  it('are forgotten with a file that somebody spoiled: being asked is no harm', async () => {
    writeFileSync(join(folder, 'postponed.json'), '{"format":1,"phones":[{"phoneId":"x"}]}');
    expect((await new Postponed(folder).all(now)).size).toBe(0);
  });
});
