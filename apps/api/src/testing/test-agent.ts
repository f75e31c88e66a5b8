import { createHmac, randomBytes } from 'node:crypto';
import type { Platform, WorkstationEnrolled } from '@holdfast/contracts';
import type supertest from 'supertest';
import type { z } from 'zod';
import { DpopNonces } from '../authorization/index.js';
import { AgentKey } from './agent-key.js';
import type { TestApp } from './test-app.js';
import type { TestConsole } from './test-console.js';

const ORIGIN = 'http://localhost:13199';
const TOKEN_URL = `${ORIGIN}/oauth/token`;
export const LAPTOP = { label: 'Laptop', os: 'linux', agentVersion: '0.1.0', keyStore: 'file' } as const;

const NOTHING_YET = {} as z.infer<typeof WorkstationEnrolled>;

/** What the token endpoint gives. */
export interface AgentTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** An enrolled workstation, as its agent speaks: with an access token and a proof of its key for each call. */
export class TestAgent {
  private constructor(
    private readonly app: TestApp,
    readonly key: AgentKey,
    readonly tokens: AgentTokens,
    readonly enrolled: z.infer<typeof WorkstationEnrolled>,
  ) {}

  /** Mints a token, enrols, acknowledges the notice. */
  static async enrol(app: TestApp, owner: TestConsole, employeeId: string): Promise<TestAgent> {
    const minted = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    const { token } = minted.body as { token: string };
    const agent = await TestAgent.withToken(app, token);
    await agent.acknowledge();
    return agent;
  }

  /** Enrols only: the notice is open. */
  static async withToken(app: TestApp, token: string, laptop: object = LAPTOP): Promise<TestAgent> {
    const key = new AgentKey();
    const tokens = tokensOf(await TestAgent.exchange(app, key, token).expect(200));
    const enrolled = await TestAgent.call(app, key, tokens.accessToken, 'post', '/agent/v1/enrol')
      .send(laptop)
      .expect(201);
    return new TestAgent(app, key, tokens, enrolled.body as z.infer<typeof WorkstationEnrolled>);
  }

  /** Has tokens, and has not said which workstation it is on. */
  static before(app: TestApp, key: AgentKey, tokens: AgentTokens): TestAgent {
    return new TestAgent(app, key, tokens, NOTHING_YET);
  }

  /** The enrolment token for an agent's tokens. */
  static exchange(app: TestApp, key: AgentKey, token: string): supertest.Test {
    return TestAgent.ask(app, key, {
      grant_type: 'urn:holdfast:params:oauth:grant-type:enrolment-token',
      enrolment_token: token,
    });
  }

  /** One call of the token endpoint, with a nonce that is good now. */
  static ask(app: TestApp, key: AgentKey, form: Record<string, string>): supertest.Test {
    const nonce = app.get(DpopNonces).newest();
    return app
      .http()
      .post('/oauth/token')
      .type('form')
      .set('dpop', key.proof({ htm: 'POST', htu: TOKEN_URL, nonce }))
      .send({ client_id: 'holdfast-agent', ...form });
  }

  private static call(
    app: TestApp,
    key: AgentKey,
    accessToken: string,
    method: 'get' | 'post' | 'patch' | 'put' | 'delete',
    path: string,
  ): supertest.Test {
    const [bare = ''] = path.split('?');
    const http = app.http();
    return http[method](path).set(
      credentials(app, key, accessToken, { method: method.toUpperCase(), path: bare }),
    );
  }

  /** Headers for one call. */
  credentials(method: string, path: string): Record<string, string> {
    return credentials(this.app, this.key, this.tokens.accessToken, { method, path });
  }

  get(path: string): supertest.Test {
    return TestAgent.call(this.app, this.key, this.tokens.accessToken, 'get', path);
  }

  post(path: string, body: object = {}): supertest.Test {
    return TestAgent.call(this.app, this.key, this.tokens.accessToken, 'post', path).send(body);
  }

  patch(path: string, body: object): supertest.Test {
    return TestAgent.call(this.app, this.key, this.tokens.accessToken, 'patch', path).send(body);
  }

  put(path: string, body: object): supertest.Test {
    return TestAgent.call(this.app, this.key, this.tokens.accessToken, 'put', path).send(body);
  }

  delete(path: string): supertest.Test {
    return TestAgent.call(this.app, this.key, this.tokens.accessToken, 'delete', path);
  }

  refresh(refreshToken = this.tokens.refreshToken, key = this.key): supertest.Test {
    return TestAgent.ask(this.app, key, { grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** Acknowledges the statement in force. */
  async acknowledge(): Promise<void> {
    const { body } = await this.get('/agent/v1/notice').expect(200);
    const { version, sha256 } = body as { version: number; sha256: string };
    const read = { noticeVersion: version, textSha256: sha256 };
    await this.post('/agent/v1/acknowledgements', read).expect(204);
  }

  /** What the agent would say of a phone with this serial. */
  phone(serial = randomBytes(6).toString('hex'), label = 'Pixel', platform: Platform = 'android'): object {
    const key = Buffer.from(this.enrolled.phoneHashKey, 'base64');
    const phoneKey = createHmac('sha256', key).update(serial).digest('hex');
    const [model, osVersion] = platform === 'ios' ? ['iPhone 15', '18.1'] : ['Pixel 8', '16'];
    return { phoneKey, platform, model, osVersion, label };
  }

  /** Enrols a phone; answers its id. */
  async enrolPhone(serial?: string, label?: string, platform?: Platform): Promise<string> {
    const answer = await this.post('/agent/v1/phones', this.phone(serial, label, platform)).expect(201);
    return (answer.body as { phoneId: string }).phoneId;
  }
}

/** The tokens in an answer of the token endpoint. */
export const tokensOf = ({ body }: { body: unknown }): AgentTokens => {
  const { access_token, refresh_token } = body as { access_token: string; refresh_token: string };
  return { accessToken: access_token, refreshToken: refresh_token };
};

const credentials = (
  app: TestApp,
  key: AgentKey,
  accessToken: string,
  { method, path }: { readonly method: string; readonly path: string },
): Record<string, string> => {
  const nonce = app.get(DpopNonces).newest();
  const dpop = key.proof({ htm: method, htu: `${ORIGIN}${path}`, nonce, accessToken });
  return { authorization: `DPoP ${accessToken}`, dpop };
};
