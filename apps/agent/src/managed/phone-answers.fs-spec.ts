import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PhoneAnswers } from './phone-answers.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-answers-'));
const day = (count: number): Date => new Date(Date.UTC(2026, 10, 1 + count));

describe('what somebody said of a phone', () => {
  afterAll(() => rmSync(folder, { recursive: true }));
  const answers = () => new PhoneAnswers(folder);

  it('is asked again a week after “not now”, and never after “not mine”', async () => {
    expect(await answers().mayAsk('A', day(0))).toBe(true);
    await answers().notNow('A', day(0));
    expect(await answers().mayAsk('A', day(6))).toBe(false);
    expect(await answers().mayAsk('A', day(8))).toBe(true);
    await answers().notMine('A');
    expect(await answers().mayAsk('A', day(4000))).toBe(false);
    expect(await answers().mayAsk('B', day(0))).toBe(true);
  });

  it('lies in a file that only this user of the system reads, and holds an address and nothing else', async () => {
    const file = join(folder, 'phone-answers.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ format: 1, notMine: ['A'], later: [] });
  });

  it('stays small however many phones are plugged in', async () => {
    for (let phone = 0; phone < 210; phone += 1) await answers().notMine(`phone ${String(phone)}`);
    const { notMine } = JSON.parse(readFileSync(join(folder, 'phone-answers.json'), 'utf8')) as {
      notMine: string[];
    };
    expect(notMine).toHaveLength(200);
    expect(await answers().mayAsk('phone 209', day(0))).toBe(false);
  });
});
