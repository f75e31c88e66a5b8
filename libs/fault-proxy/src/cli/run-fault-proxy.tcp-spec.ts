import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyUpstream } from '../testing/tiny-upstream.js';

const main = join(import.meta.dirname, '../../dist/main.js');

describe('the program', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-fault-proxy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('obeys its file of rules, reads it again when told, and says what went through', async () => {
    const upstream = await tinyUpstream();
    const file = join(folder, 'rules.json');
    writeFileSync(file, JSON.stringify([{ fault: 'status', status: 429, path: '/b/' }]));
    const program = spawn(process.execPath, [main, '--upstream', upstream.origin, '--rules', file]);
    let said = '';
    program.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const until = async (text: RegExp): Promise<string> => {
      while (!text.test(said)) await new Promise((resolve) => setTimeout(resolve, 20));
      return text.exec(said)![1]!;
    };
    const origin = await until(/(http:\S+) passes on/);
    expect((await fetch(`${origin}/b/k`)).status).toBe(429);
    writeFileSync(file, '[]');
    program.kill('SIGHUP');
    await expectSoon(async () => (await fetch(`${origin}/b/k`)).status === 404);
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said).toContain('1 GET /b/k 429; answers 429 TooManyRequests');
    await upstream.close();
  });

  it.each([
    [[]],
    [['--upstream', 'ftp://x']],
    [['--upstream', 'http://x', '--port', '70000']],
    [['--nothing']],
  ])('refuses %j', (words) => {
    const ran = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('Usage: fault-proxy');
  });
});

async function expectSoon(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not become so.');
}
