import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newIdpKey } from '../idp-key.js';
import { runIdp } from './run-idp.js';

const main = join(import.meta.dirname, '../../dist/main.js');
const LOCAL = ['--acs', 'http://localhost:4700/acs', '--entity-id', 'sp'];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-idp-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What it ends with, and what it says on standard error, in this process: each start of another costs a third of a second. */
const run = async (words: string[], nodeEnv?: string) => {
  const said: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    return { status: await runIdp(words, nodeEnv), stderr: said.join('') };
  } finally {
    spy.mockRestore();
  }
};

/** The certificate that it publishes while it runs. */
const certificateOf = async (data: string): Promise<string> => {
  const program = spawn(process.execPath, [main, ...LOCAL, '--port', '0', '--data', data]);
  const [said] = (await once(program.stdout, 'data')) as [Buffer];
  const metadata = await (await fetch(/metadata is (\S+)/.exec(said.toString())![1]!)).text();
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
  return /X509Certificate>([^<]{100,})/.exec(metadata)![1]!;
};

describe('the program', () => {
  it('serves until it is stopped, and keeps one key, for its owner alone', async () => {
    const data = join(folder, 'data');
    const first = await certificateOf(data);
    expect(await certificateOf(data)).toBe(first);
    const modes = readdirSync(data).map((name) => statSync(join(data, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
    writeFileSync(join(data, 'idp-certificate.pem'), (await newIdpKey()).certificate);
    const refused = await run([...LOCAL, '--port', '0', '--data', data]);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('do not belong together')]);
  });

  it('does not start in production, and leaves nothing', async () => {
    const ran = await run([...LOCAL, '--data', join(folder, 'never')], 'production');
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('NODE_ENV is production')]);
    expect(readdirSync(folder)).not.toContain('never');
  });

  it.each([
    ['an ACS elsewhere', ['--acs', 'https://sp.example/acs', '--entity-id', 'sp'], 'not on this computer'],
    ['a name of its own elsewhere', [...LOCAL, '--host', '0.0.0.0'], 'cannot go by 0.0.0.0'],
    ['metadata elsewhere', ['--sp-metadata', 'https://sp.example/metadata'], 'not on this computer'],
    ['metadata that is not there', ['--sp-metadata', 'none.xml'], 'cannot be read from none.xml'],
    ['metadata of something else', ['--sp-metadata', main], 'not well-formed'],
    ['people that are none', [...LOCAL, '--people', 'none.json'], 'cannot be read'],
  ])('does not start for %s, and leaves nothing', async (_name, words, why) => {
    const ran = await run([...words, '--data', join(folder, 'never')]);
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining(why)]);
    expect(readdirSync(folder)).not.toContain('never');
  });

  it('says which port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String((server.address() as AddressInfo).port);
    const ran = await run([...LOCAL, '--port', port, '--data', join(folder, 'other')]);
    server.close();
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
  });

  it.each([
    [[]],
    [['--acs', 'http://localhost/acs']],
    [[...LOCAL, '--sp-metadata', 'x.xml']],
    [[...LOCAL, '--port', '70000']],
    [['--nothing']],
  ])('refuses %j', async (words) => {
    const ran = await run(words);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('Usage: idp');
  });
});
