import { API_SCOPES, type ApiScope } from '@holdfast/contracts';
import type supertest from 'supertest';
import type { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

/** A script of a company, with a token of its own. */
export class TestScript {
  private constructor(
    private readonly app: TestApp,
    readonly token: string,
    readonly tokenId: string,
  ) {}

  static async of(
    app: TestApp,
    owner: TestConsole,
    scopes: readonly ApiScope[] = API_SCOPES,
  ): Promise<TestScript> {
    const answer = await owner.post('/api/v1/api-tokens', { label: 'A script', scopes }).expect(201);
    const { token, made } = answer.body as { token: string; made: { id: string } };
    return new TestScript(app, token, made.id);
  }

  get credentials(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.token}` };
  }

  get(path: string): supertest.Test {
    return this.app.http().get(path).set(this.credentials);
  }

  send(method: 'post' | 'put', path: string, body: object): supertest.Test {
    return this.app.http()[method](path).set(this.credentials).send(body);
  }
}
