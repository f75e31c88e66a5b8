import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import type { Finished, Started } from '../testing/run-holdfast.js';
import { startHoldfast, until } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(60_000);

const place = temporary();
const plane = new ControlPlaneDouble();
const grants = plane.authorization;

beforeAll(async () => {
  await plane.start();
});

afterAll(async () => {
  await plane.stop();
  place.remove();
});

/** Starts `holdfast enrol` at the double and waits for the address that it prints. */
async function asking(home: string, ...more: string[]): Promise<{ started: Started; address: URL }> {
  const words = ['enrol', plane.origin, '--label', 'My laptop', '--accept-notice', '--no-browser', ...more];
  const started = startHoldfast(words, place.at(home));
  const line = (): string => /^ {2}(http\S+)$/m.exec(started.stderr())?.[1] ?? '';
  await until('the address', () => line() !== '' || started.process.exitCode !== null, 20);
  return { started, address: new URL(line()) };
}

const backFrom = async (address: URL): Promise<URL> =>
  new URL((await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '');

describe('enrolling by browser', () => {
  it('says which workstation asks, takes the one answer that is its own, and shows a page with nothing in it', async () => {
    const { started, address } = await asking('one', '--recovery-code-file', place.at('code'));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: 'holdfast-agent',
      response_type: 'code',
      scope: 'agent',
      code_challenge_method: 'S256',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
      workstation_label: 'My laptop',
      workstation_os: expect.stringMatching(/^(linux|macos|windows|other)$/),
    });
    const back = await backFrom(address);
    const changed = (name: string, value: string): string => {
      const other = new URL(back);
      other.searchParams.set(name, value);
      return other.href;
    };
    const notIt = [
      changed('state', 'of-somebody-else'),
      changed('iss', 'https://elsewhere.example/oauth'),
      `${back.href}&state=twice`,
      back.href.replace('/callback', '/other'),
      back.href.replace('127.0.0.1', 'localhost'),
    ];
    for (const href of notIt) {
      const answer = await fetch(href).catch(() => ({ status: 404 }));
      expect([href, answer.status]).toEqual([href, 404]);
    }
    expect((await fetch(back, { method: 'POST' })).status).toBe(404);
    const page = await fetch(back);
    const html = await page.text();
    expect(html).toContain('You can go back to the terminal');
    expect(html).not.toMatch(/<script|code=/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await started.finished).code).toBe(0);
    await expect(fetch(back)).rejects.toThrow();
  });

  it('tells who said no, and keeps nothing', async () => {
    grants.person = 'refuses';
    const { started, address } = await asking('refused');
    expect(await (await fetch(await backFrom(address))).text()).toContain('was not enrolled');
    grants.person = 'approves';
    const { code, stderr } = await started.finished;
    expect([code, stderr]).toEqual([16, expect.stringContaining('is not yours')]);
    expect(grants.grants.size).toBe(1);
  });

  it('stops waiting at Ctrl-C', async () => {
    const { started, address } = await asking('stopped');
    started.process.kill('SIGINT');
    expect((await started.finished).code).toBe(130);
    const uri = address.searchParams.get('redirect_uri') ?? '';
    await expect(fetch(uri)).rejects.toThrow();
  });

  it("opens the person's own browser, without a shell", async () => {
    mkdirSync(place.at('bin'));
    writeFileSync(
      place.at('bin', 'xdg-open'),
      `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > '${place.at('opened')}'\n`,
    );
    chmodSync(place.at('bin', 'xdg-open'), 0o755);
    const env = { PATH: `${place.at('bin')}:${process.env['PATH']}`, DISPLAY: ':9' };
    const started = startHoldfast(['enrol', plane.origin], place.at('opening'), env);
    const opened = (): string[] => {
      try {
        return readFileSync(place.at('opened'), 'utf8').split('\n');
      } catch {
        return [];
      }
    };
    await until('the browser', () => opened().length > 2, 20);
    started.process.kill('SIGINT');
    await started.finished;
    expect(opened()[0]).toBe('1');
    expect(started.stderr()).toContain(`  ${opened()[1]}\n`);
  });
});

describe('what is not the control plane', () => {
  it.each([
    ['issuer', 'https://elsewhere.example/oauth', 'does not understand'],
    ['token_endpoint', 'https://elsewhere.example/oauth/token', 'names another place'],
    ['authorization_endpoint', 'http://127.0.0.1:1/oauth/auth', 'names another place'],
  ])('is refused where its %s is of another place', async (name, value, said) => {
    grants.discovered = { [name]: value };
    const { code, stderr } = await run('enrol', plane.origin);
    grants.discovered = {};
    expect([code, stderr]).toEqual([9, expect.stringContaining(said)]);
  });

  it('is refused where it sends elsewhere, or answers without end', async () => {
    const answers = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed) if (!response.write('"'.repeat(65_536))) return;
      };
      response.on('drain', more);
      more();
    });
    const sends = createServer((_, response) => {
      response.writeHead(302, { location: plane.origin }).end();
    });
    for (const [server, said] of [
      [answers, 'larger than'],
      [sends, 'sends elsewhere'],
    ] as const) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const { code, stderr } = await run('enrol', `http://127.0.0.1:${port}`);
      expect([code, stderr]).toEqual([9, expect.stringContaining(said)]);
      server.closeAllConnections();
      server.close();
    }
  });
});

const run = (...words: string[]): Promise<Finished> => startHoldfast(words, place.at('nobody')).finished;
