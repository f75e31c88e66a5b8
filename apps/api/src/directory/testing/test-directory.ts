import { randomBytes } from 'node:crypto';
import type supertest from 'supertest';
import type { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

export type Body = Record<string, unknown>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A company's directory, as a provider speaks to us: with its token, in SCIM's media type. */
export class TestDirectory {
  private constructor(
    private readonly app: TestApp,
    readonly owner: TestConsole,
    readonly token: string,
    readonly tokenId: string,
  ) {}

  static async of(app: TestApp, owner: TestConsole): Promise<TestDirectory> {
    const answer = await owner.post('/api/v1/directory/tokens', { label: 'Test' }).expect(201);
    const { token, made } = answer.body as { token: string; made: { id: string } };
    return new TestDirectory(app, owner, token, made.id);
  }

  send(method: Method, path: string, body?: object): supertest.Test {
    const call = this.app.http()[method](`/scim/v2${path}`);
    call.set('authorization', `Bearer ${this.token}`).set('accept', 'application/scim+json');
    if (body === undefined) return call;
    return call.set('content-type', 'application/scim+json; charset=utf-8').send(JSON.stringify(body));
  }

  get(path: string): supertest.Test {
    return this.send('get', path);
  }

  /** Adds a person as Entra does; answers their resource. */
  async user(more: Body = {}): Promise<Body & { id: string }> {
    const mark = randomBytes(5).toString('hex');
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `${mark}@northwind.example`,
      displayName: `Person ${mark}`,
      active: true,
      ...more,
    };
    return (await this.send('post', '/Users', body).expect(201)).body as Body & { id: string };
  }

  patch(path: string, ...operations: object[]): supertest.Test {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    return this.send('patch', path, { schemas, Operations: operations });
  }

  /** Ids of a list's resources. */
  async ids(path: string): Promise<string[]> {
    const { Resources } = (await this.get(path).expect(200)).body as { Resources: { id: string }[] };
    return Resources.map(({ id }) => id);
  }
}
