import { createHash, randomBytes } from 'node:crypto';
import type supertest from 'supertest';
import type { AgentKey } from '../../testing/agent-key.js';
import type { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

const ORIGIN = 'http://localhost:13199';
export const CALLBACK = 'http://127.0.0.1:49152/callback';

/** A browser on the employee's laptop: it keeps cookies by their path, and is signed in as somebody. */
export class TestBrowser {
  private cookies: { name: string; value: string; path: string }[] = [];
  readonly verifier = randomBytes(32).toString('base64url');

  constructor(
    private readonly app: TestApp,
    private readonly person: TestConsole,
  ) {}

  /** What an agent opens in the browser; `wrong` replaces parameters, undefined leaves one out. */
  request(key: AgentKey, wrong: Record<string, string | undefined> = {}): string {
    const asked = {
      client_id: 'holdfast-agent',
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'agent',
      state: 'a-state',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      dpop_jkt: key.jkt,
      workstation_label: "Mira's laptop",
      workstation_os: 'linux',
      ...wrong,
    };
    const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `/oauth/auth?${new URLSearchParams(given).toString()}`;
  }

  /** Opens an address of the server, without following where it leads. */
  async open(address: string): Promise<supertest.Response> {
    const path = address.replace(ORIGIN, '');
    return this.keep(await this.app.http().get(path).set('cookie', this.cookiesFor(path)).redirects(0));
  }

  /** Opens what an agent asks for; answers the uid in the address of the page that it leads to. */
  async ask(key: AgentKey): Promise<string> {
    const answer = await this.open(this.request(key));
    const [, uid = ''] = /^\/enrol-workstation\/([\w-]+)$/.exec(answer.headers['location'] ?? '') ?? [];
    return uid;
  }

  async show(uid: string): Promise<supertest.Response> {
    const path = `/api/v1/agent-authorizations/${uid}`;
    return this.app.http().get(path).set('cookie', this.cookiesFor(path));
  }

  async decide(uid: string, how: 'approve' | 'refuse'): Promise<supertest.Response> {
    const path = `/api/v1/agent-authorizations/${uid}/${how}`;
    const call = this.app.http().post(path).set('x-holdfast-request', '1');
    return call.set('cookie', this.cookiesFor(path)).send({});
  }

  /** Approves and goes on; answers what the agent is told at its loopback address. */
  async approve(uid: string): Promise<URLSearchParams> {
    const { body } = await this.decide(uid, 'approve');
    return this.goOn((body as { continueAt: string }).continueAt);
  }

  async goOn(continueAt: string): Promise<URLSearchParams> {
    const answer = await this.open(continueAt);
    const location = answer.headers['location'] ?? '';
    if (!location.startsWith(CALLBACK)) throw new Error(`Not to the agent: ${answer.status} ${location}`);
    return new URL(location).searchParams;
  }

  private cookiesFor(path: string): string {
    const kept = this.cookies.filter((cookie) => path.startsWith(cookie.path));
    return [this.person.cookie, ...kept.map(({ name, value }) => `${name}=${value}`)].join('; ');
  }

  private keep(answer: supertest.Response): supertest.Response {
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const [, path = '/'] = /path=([^;]+)/i.exec(line) ?? [];
      this.cookies = this.cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
      if (value !== '') this.cookies.push({ name, value, path });
    }
    return answer;
  }
}
