import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { withGrantLock } from './grant-lock.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-lock-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock on the grant', () => {
  it('is held by one of this process at a time', async () => {
    const log: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      log.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} out`);
    };
    await Promise.all([withGrantLock(folder, work('a')), withGrantLock(folder, work('b'))]);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('is free again after an error, and once a process that held it was killed', async () => {
    await expect(withGrantLock(folder, () => Promise.reject(new Error('within')))).rejects.toThrow('within');
    const hold = `const { DatabaseSync } = require('node:sqlite');
      new DatabaseSync(process.argv[1]).exec('BEGIN EXCLUSIVE');
      process.stdout.write('held');
      setInterval(() => undefined, 1000);`;
    const holder = spawn(process.execPath, ['-e', hold, join(folder, 'grant.lock')]);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    let isIn = false;
    const waiting = withGrantLock(folder, async () => void (isIn = true));
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(isIn).toBe(false);
    holder.kill('SIGKILL');
    await waiting;
    expect(isIn).toBe(true);
  });
});
