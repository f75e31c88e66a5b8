import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactorOffer } from '@holdfast/contracts';
import { runningPostmaster } from '../database/embedded/postmaster-file.js';
import { AuthenticatorApp } from '../testing/authenticator-app.js';
import { AgentKey } from '../testing/agent-key.js';
import { ServerProcess } from '../testing/server-process.js';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A request whose body is sent in two parts, so that it is open for as long as the test wants. */
const slowSignIn = (origin: string) => {
  const body = JSON.stringify({ email: 'nobody@example.com', password: 'nothing' });
  const open = request(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': body.length },
  });
  const status = new Promise<number>((resolve, reject) => {
    open.on('error', reject).on('response', (answer) => resolve(answer.statusCode ?? 0));
  });
  open.write(body.slice(0, 5));
  return { finish: () => open.end(body.slice(5)), status };
};

describe('the server with its embedded database', () => {
  let folder: string;
  let settings: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-server-'));
    const port = await freePort();
    settings = { HOLDFAST_DATA: folder, PORT: String(port), LOG_LEVEL: 'info', STOP_DELAY_MS: '1500' };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const postmaster = () => runningPostmaster(join(folder, 'postgres'));

  it('lives through an orderly stop and a kill -9 with its data', async () => {
    const first = new ServerProcess(settings);
    const origin = await first.origin();
    const token = first.setupToken();
    const owner = { name: 'Olga', email: 'olga@example.com', password: 'a long enough one' };
    const post = (path: string, body: object) =>
      fetch(`${origin}/api/v1/session${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { password, ...who } = { ...owner, token };
    const offered = (await (await post('/set-up/begin', who)).json()) as FactorOffer;
    const totp = await new AuthenticatorApp(offered.totp.secret).code();
    const made = await post('/set-up', { ...who, password, ticket: offered.ticket, totp });
    expect(made.status).toBe(201);
    const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';

    const open = slowSignIn(origin);
    await new Promise((resolve) => setTimeout(resolve, 200));
    first.signal('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const ready = await fetch(`${origin}/health/ready`);
    expect([ready.status, ((await ready.json()) as { code: string }).code]).toEqual([503, 'shutting-down']);
    open.finish();
    expect(await open.status).toBe(401);
    expect(await first.ended).toBe(0);
    expect(postmaster()).toBeUndefined();

    const second = new ServerProcess(settings);
    await second.origin();
    expect(second.setupToken()).toBeUndefined();
    const me = await fetch(`${origin}/api/v1/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ employee: { email: owner.email } });
    second.signal('SIGKILL');
    await second.ended;
    expect(postmaster()).toBeDefined();

    const third = new ServerProcess({ ...settings, NEW_OWNER_TOKEN: '1' });
    await third.origin();
    expect(third.setupToken()).toMatch(/^hfset_/);
    const another = { token: third.setupToken(), name: 'Otto', email: 'otto@example.com' };
    expect((await post('/set-up/begin', another)).status).toBe(200);
    expect((await fetch(`${origin}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
    const rival = new ServerProcess({ ...settings, PORT: String(await freePort()) });
    expect(await rival.ended).toBe(1);
    expect(rival.output).toContain('Another Holdfast server runs on');
    expect((await fetch(`${origin}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
    third.signal('SIGINT');
    expect(await third.ended).toBe(0);
    expect(postmaster()).toBeUndefined();

    const printed = first.output + second.output + third.output;
    for (const file of ['postgres-password', 'secret-key']) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
      expect(printed).not.toContain((await readFile(join(folder, file), 'utf8')).trim());
    }
    // Printed once, for a person; never in a line of the log.
    expect(printed.split(String(token))).toHaveLength(2);
    expect(await readdir(folder)).not.toContain('postgres.password');
  }, 120_000);

  it('offers the demo company its tokens in a file of its own, and only while they are needed', async () => {
    const data = join(folder, 'demo');
    const demo = { ...settings, HOLDFAST_DATA: data, HOLDFAST_DEMO: '1', STOP_DELAY_MS: '0' };
    const server = new ServerProcess(demo);
    const origin = await server.origin();
    const file = join(data, 'demo.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const offer = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    expect(Object.keys(offer).sort()).toEqual(['companyId', 'enrolmentToken', 'setupToken']);
    expect(server.output).not.toContain(String(offer['setupToken']));
    expect(await enrolledBy(origin, String(offer['enrolmentToken']))).toMatchObject({
      employee: { name: 'Mira Haddad' },
      company: { name: 'Northwind Demo' },
    });
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    const again = new ServerProcess(demo);
    await again.origin();
    const second = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    again.signal('SIGTERM');
    await again.ended;
    expect(second['companyId']).toBe(offer['companyId']);
    expect(second['setupToken']).not.toBe(offer['setupToken']);
    expect(second).not.toHaveProperty('enrolmentToken');
  }, 120_000);

  it('does not start on wrong settings, and says all that is wrong', async () => {
    const server = new ServerProcess({ ...settings, PUBLIC_ORIGIN: 'http://example.com', PORT: '-1' });
    expect(await server.ended).toBe(2);
    expect(server.output).toMatch(/PORT: [\s\S]*PUBLIC_ORIGIN: |PUBLIC_ORIGIN: [\s\S]*PORT: /);
  });
});

/** As an agent does it: a nonce, tokens, the workstation. */
const enrolledBy = async (origin: string, token: string): Promise<unknown> => {
  const key = new AgentKey();
  const [tokens, enrol] = [`${origin}/oauth/token`, `${origin}/agent/v1/enrol`];
  const body = new URLSearchParams({
    client_id: 'holdfast-agent',
    grant_type: 'urn:holdfast:params:oauth:grant-type:enrolment-token',
    enrolment_token: token,
  });
  const ask = (nonce?: string) =>
    fetch(tokens, {
      method: 'POST',
      body,
      headers: { dpop: key.proof({ htm: 'POST', htu: tokens, nonce }) },
    });
  const asked = await ask();
  expect(await asked.json()).toMatchObject({ error: 'use_dpop_nonce' });
  const given = await ask(asked.headers.get('dpop-nonce') ?? '');
  const { access_token: accessToken } = (await given.json()) as { access_token: string };
  // One nonce for both.
  const nonce = given.headers.get('dpop-nonce') ?? asked.headers.get('dpop-nonce') ?? '';
  const dpop = key.proof({ htm: 'POST', htu: enrol, nonce, accessToken });
  const headers = { 'content-type': 'application/json', authorization: `DPoP ${accessToken}`, dpop };
  const laptop = { label: 'L', os: 'linux', agentVersion: '1', keyStore: 'file' };
  const enrolled = await fetch(enrol, { method: 'POST', headers, body: JSON.stringify(laptop) });
  return enrolled.json();
};
