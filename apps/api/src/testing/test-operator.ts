import { randomBytes, randomUUID } from 'node:crypto';
import type supertest from 'supertest';
import { Installation } from '../database/index.js';
import { OperatorEntry } from '../entry/index.js';
import type { TestApp } from './test-app.js';

/** A signed-in operator: cookie and header, as the console sends them. */
export class TestOperator {
  private constructor(
    private readonly app: TestApp,
    readonly id: string,
    readonly cookie: string,
  ) {}

  /** An account that is simply there, signed in. The app has to be started with `OPERATORS`. */
  static async of(app: TestApp, name = 'Oda Operator'): Promise<TestOperator> {
    const id = randomUUID();
    const client = await app.database.superuser();
    await client.query('INSERT INTO operator.accounts (id, name, email_hash) VALUES ($1, $2, $3)', [
      id,
      name,
      randomBytes(32),
    ]);
    await client.end();
    const token = await app.get(Installation).run((db) => app.get(OperatorEntry).openSession(db, id));
    return new TestOperator(app, id, `__Host-holdfast-operator=${token}`);
  }

  get(path: string): supertest.Test {
    return this.app.http().get(path).set('cookie', this.cookie);
  }

  post(path: string, body: object = {}): supertest.Test {
    return this.changing(this.app.http().post(path)).send(body);
  }

  patch(path: string, body: object): supertest.Test {
    return this.changing(this.app.http().patch(path)).send(body);
  }

  delete(path: string): supertest.Test {
    return this.changing(this.app.http().delete(path));
  }

  private changing(request: supertest.Test): supertest.Test {
    return request.set('cookie', this.cookie).set('x-holdfast-request', '1');
  }
}
