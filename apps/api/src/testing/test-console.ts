import { randomBytes } from 'node:crypto';
import type { FactorOffer, Role } from '@holdfast/contracts';
import type supertest from 'supertest';
import { Tenant } from '../database/index.js';
import { People } from '../people/index.js';
import { OpenSession } from '../sessions/index.js';
import { AuthenticatorApp } from './authenticator-app.js';
import type { TestApp } from './test-app.js';

/** A signed-in person: cookie and header, as the console sends them. */
export class TestConsole {
  constructor(
    private readonly app: TestApp,
    readonly companyId: string,
    readonly employeeId: string,
    readonly cookie: string,
    readonly email: string,
    readonly password: string,
    /** Of an owner only: colleagues come by single sign-on. */
    readonly authenticator?: AuthenticatorApp,
  ) {}

  static async setUp(app: TestApp, companyId: string, token: string): Promise<TestConsole> {
    const email = `owner-${randomBytes(4).toString('hex')}@example.com`;
    const password = `correct horse ${randomBytes(6).toString('hex')}`;
    const who = { token, name: 'Olga Owner', email };
    const offered = await app.http().post('/api/v1/session/set-up/begin').send(who).expect(200);
    const { ticket, totp } = offered.body as FactorOffer;
    const authenticator = new AuthenticatorApp(totp.secret);
    const answer = await app
      .http()
      .post('/api/v1/session/set-up')
      .send({ ...who, password, ticket, totp: await authenticator.code() })
      .expect(201);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const { employee } = answer.body as { employee: { id: string } };
    return new TestConsole(app, companyId, employee.id, cookie, email, password, authenticator);
  }

  get(path: string): supertest.Test {
    return this.app.http().get(path).set('cookie', this.cookie);
  }

  post(path: string, body: object = {}): supertest.Test {
    return this.app.http().post(path).set('cookie', this.cookie).set('x-holdfast-request', '1').send(body);
  }

  put(path: string, body: object = {}): supertest.Test {
    return this.app.http().put(path).set('cookie', this.cookie).set('x-holdfast-request', '1').send(body);
  }

  patch(path: string, body: object = {}): supertest.Test {
    return this.app.http().patch(path).set('cookie', this.cookie).set('x-holdfast-request', '1').send(body);
  }

  delete(path: string): supertest.Test {
    return this.app.http().delete(path).set('cookie', this.cookie).set('x-holdfast-request', '1');
  }

  /** Adds an employee through the api; answers the id. */
  async employee(name = 'Mira Haddad', department: string | null = 'Sales'): Promise<string> {
    const email = `${randomBytes(6).toString('hex')}@example.com`;
    const answer = await this.post('/api/v1/people', { name, email, department }).expect(201);
    return (answer.body as { id: string }).id;
  }

  /** One more session of the same person. */
  async again(): Promise<TestConsole> {
    const { companyId, employeeId, email, password, authenticator } = this;
    const token = await this.app.get(Tenant).run(companyId, async (db) => {
      const employee = await this.app.get(People).employee(db, companyId, employeeId);
      if (!employee) throw new Error('Whoever has a session is an employee');
      const origin = { method: 'break-glass', browser: 'Another test' } as const;
      return (await this.app.get(OpenSession).run(db, companyId, employee, origin)).token;
    });
    const cookie = `__Host-holdfast=${token}`;
    return new TestConsole(this.app, companyId, employeeId, cookie, email, password, authenticator);
  }

  /** A session of somebody of the same company with this role. */
  async colleague(role: Role): Promise<TestConsole> {
    const email = `${role}-${randomBytes(4).toString('hex')}@example.com`;
    const { companyId } = this;
    const { token, id } = await this.app.get(Tenant).run(companyId, async (db) => {
      const employee = await this.app
        .get(People)
        .add(db, companyId, { name: `A ${role}`, email, department: null, role });
      const origin = { method: 'sso', browser: 'A test' } as const;
      const { token } = await this.app.get(OpenSession).run(db, companyId, employee, origin);
      return { token, id: employee.id };
    });
    return new TestConsole(this.app, companyId, id, `__Host-holdfast=${token}`, email, '');
  }
}
