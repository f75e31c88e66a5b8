import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
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

const named = (file: string) => ({ file, isNamed: true });
let caches = 0;
const newCache = (): string => join(folder, `cache ${(caches += 1)}`);

describe('the adb server', () => {
  it('is started from the adb that was deployed, leads its own session, and is found from then on', async () => {
    const adb = (await run('which', ['adb'])).trim();
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    expect(await wakeAdbServer(address, { file: adb, isNamed: false }, newCache())).toEqual({
      kind: 'started',
    });
    expect(await wakeAdbServer(address, named('/none/adb'), newCache())).toEqual({ kind: 'answers' });
    expect(await run(adb, ['-P', `${port}`, 'devices'])).toContain('List of devices attached');
    const [server = ''] = (await run('ps', ['-eo', 'pid=,sid=,args=']))
      .split('\n')
      .filter((line) => line.includes('fork-server') && line.includes(`:${port} `));
    expect(server).toMatch(/^ *(\d+) +\1 /);
    await run(adb, ['-P', `${port}`, 'kill-server']);
  });

  it('is left alone when it answers, whoever it is', async () => {
    server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const marked = await script('marks', `touch ${join(folder, 'was-run')}`);
    expect(await wakeAdbServer(`127.0.0.1:${port}`, named(marked), newCache())).toEqual({ kind: 'answers' });
    await expect(run('ls', [join(folder, 'was-run')])).rejects.toThrow();
  });

  it('of another computer is not ours to start, and without a deployed adb there is none', async () => {
    expect(await wakeAdbServer('192.0.2.1:5037', named('/bin/false'), newCache())).toEqual({
      kind: 'elsewhere',
    });
    const absent = { file: '/none/adb', isNamed: false };
    expect(await wakeAdbServer(`127.0.0.1:${await freePort()}`, absent, newCache())).toEqual({
      kind: 'nothing-deployed',
    });
  });

  it('gets little of our environment, and is tried once a minute by all programs of this user', async () => {
    process.env['HOLDFAST_TEST_SECRET'] = 'kept to ourselves';
    const counted = join(folder, 'env');
    const adb = await script('tells', `echo "$@" >> ${counted}; env >> ${counted}; exit 3`);
    const address = `127.0.0.1:${await freePort()}`;
    const cache = newCache();
    const problem = expect.stringMatching(/tells did not start an adb server: it ended with 3\. Phones on/);
    for (let start = 0; start < 2; start += 1)
      expect(await wakeAdbServer(address, named(adb), cache)).toEqual({ kind: 'failed', problem });
    const told = await readFile(counted, 'utf8');
    expect(told.match(/\bserver\b/g)).toHaveLength(1);
    expect(told).toContain(`HOME=${folder}`);
    expect(told).not.toContain('HOLDFAST_TEST_SECRET');
    const past = new Date(Date.now() - 61_000);
    await utimes(join(cache, 'adb-start'), past, past);
    await wakeAdbServer(address, named(adb), cache);
    expect((await readFile(counted, 'utf8')).match(/\bserver\b/g)).toHaveLength(2);
  });

  it('that cannot be started is told with what still works', async () => {
    const closed = await script('closed', 'exit 0');
    await chmod(closed, 0o600);
    const quiet = await script('quiet', 'exit 0');
    for (const [file, why] of [
      [closed, 'this user may not run it'],
      [quiet, 'no adb server answers at'],
      [join(folder, 'none'), 'there is no'],
      ['adb', 'is not an absolute path'],
    ] as const) {
      const state = await wakeAdbServer(`127.0.0.1:${await freePort()}`, named(file), newCache());
      expect(state).toMatchObject({ kind: 'failed', problem: expect.stringContaining(why) });
      expect(state).toMatchObject({ problem: expect.stringMatching(/Phones on the network can still be/) });
    }
  });
});

describe('the watch of the agent', () => {
  it('looks once a minute, only where it is wanted, and tells each problem once', async () => {
    const told: string[] = [];
    let looks = 0;
    let time = 0;
    let isWanted = false;
    const watch = new AdbServerWatch(
      () => Promise.resolve({ kind: 'failed', problem: `problem ${(looks += 1) > 2 ? 'two' : 'one'}` }),
      (problem) => told.push(problem),
      () => isWanted,
      () => time,
    );
    await watch.look();
    expect(looks).toBe(0);
    isWanted = true;
    for (const after of [0, 0, 61_000, 30_000, 31_000]) {
      time += after;
      await watch.look();
    }
    expect([looks, told]).toEqual([3, ['problem one', 'problem two']]);
  });
});
