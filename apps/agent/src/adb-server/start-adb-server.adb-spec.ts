import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AdbServerWatch } from './adb-server-watch.js';
import { wakeAdbServer } from './start-adb-server.js';

let folder: string;
let home: string | undefined;
let server: Server | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-adb-start-'));
  home = process.env['HOME'];
  process.env['HOME'] = folder;
});
afterEach(() => void server?.close());
afterAll(async () => {
  process.env['HOME'] = home;
  await rm(folder, { recursive: true, force: true });
});

const run = (program: string, words: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) =>
    execFile(program, [...words], (error, stdout) => (error ? reject(error) : resolve(stdout))),
  );

async function freePort(): Promise<number> {
  const one = createServer();
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  const { port } = one.address() as AddressInfo;
  await new Promise((resolve) => one.close(resolve));
  return port;
}

async function script(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
  return file;
}

describe('the adb server', () => {
  it('is started from the adb that was deployed, and found from then on', async () => {
    const adb = (await run('which', ['adb'])).trim();
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    expect(await wakeAdbServer(address, [join(folder, 'none'), adb])).toEqual({ kind: 'started' });
    expect(await wakeAdbServer(address, [])).toEqual({ kind: 'answers' });
    expect(await run(adb, ['-P', `${port}`, 'devices'])).toContain('List of devices attached');
    await run(adb, ['-P', `${port}`, 'kill-server']);
  });

  it('is left alone when it answers, whoever it is', async () => {
    server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const marked = await script('marks', `touch ${join(folder, 'was-run')}`);
    expect(await wakeAdbServer(`127.0.0.1:${port}`, [marked])).toEqual({ kind: 'answers' });
    await expect(run('ls', [join(folder, 'was-run')])).rejects.toThrow();
  });

  it('of another computer is not ours to start, and without a deployed adb there is none', async () => {
    expect(await wakeAdbServer('192.0.2.1:5037', ['/bin/false'])).toEqual({ kind: 'elsewhere' });
    expect(await wakeAdbServer(`127.0.0.1:${await freePort()}`, ['/none/adb'])).toEqual({
      kind: 'nothing-deployed',
    });
  });

  it('that does not start is told once, with what still works', async () => {
    const fails = await script('fails', 'exit 3');
    const told: string[] = [];
    let time = 0;
    let isWanted = false;
    const address = `127.0.0.1:${await freePort()}`;
    const watch = new AdbServerWatch(
      address,
      [fails],
      (problem) => told.push(problem),
      () => isWanted,
      () => time,
    );
    await watch.look();
    expect(told).toEqual([]);
    isWanted = true;
    await watch.look();
    await watch.look();
    time += 61_000;
    await watch.look();
    expect(told).toEqual([
      expect.stringMatching(/did not start an adb server \(3\)\. Phones on the network/),
    ]);
  });
});
