import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditBody, AuditRecord } from '@holdfast/contracts';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type pg from 'pg';
import supertest from 'supertest';
import { RevokeAgent } from '../authorization/index.js';
import { parseConfiguration, SecretKey } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { Entry } from '../entry/index.js';
import { FirstStartModule, MakeCompany } from '../first-start/index.js';
import { Ticker } from '../jobs/ticker.js';
import { createApp } from '../server/create-app.js';
import { LogLines } from './log-lines.js';
import { TestAgent } from './test-agent.js';
import { TestConsole } from './test-console.js';
import { type TestDatabase, testDatabase } from './test-database.js';

/** The whole application on a database of its own, spoken to over HTTP. */
export class TestApp {
  readonly log: LogLines;
  private client: pg.Client | undefined;

  private constructor(
    readonly app: NestExpressApplication,
    readonly database: TestDatabase,
    readonly dataFolder: string,
    log: LogLines,
  ) {
    this.log = log;
  }

  /** `settings` are environment variables. */
  static async start(settings: Record<string, string> = {}): Promise<TestApp> {
    const database = await testDatabase();
    const dataFolder = await mkdtemp(join(tmpdir(), 'holdfast-app-'));
    await chmod(dataFolder, 0o700);
    const log = new LogLines();
    const configuration = parseConfiguration(
      {
        PUBLIC_ORIGIN: 'http://localhost:13199',
        HOLDFAST_DATA: dataFolder,
        LOG_LEVEL: 'trace',
        CONSOLE_FOLDER: join(dataFolder, 'console'),
        ...settings,
      },
      dataFolder,
    );
    const secretKey = new SecretKey(randomBytes(32).toString('hex'));
    const ground = { configuration, secretKey, databaseUrl: database.url, logDestination: log };
    return new TestApp(await createApp(ground), database, dataFolder, log);
  }

  get<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  /** supertest without any credential. */
  http(): ReturnType<typeof supertest> {
    return supertest(this.app.getHttpServer() as Server);
  }

  /** A company with notice, policy and location; answers its id. */
  company(name = 'Northwind'): Promise<string> {
    return this.app.select(FirstStartModule).get(MakeCompany).run(name);
  }

  /** A company with a signed-in owner, made the way a person makes it: by the setup token. */
  async companyWithOwner(name = 'Northwind'): Promise<TestConsole> {
    const companyId = await this.company(name);
    const token = await this.get(Entry).replaceSetupToken(companyId);
    return TestConsole.setUp(this, companyId, token);
  }

  /** An enrolled workstation of an employee, the notice acknowledged. */
  agentOf(owner: TestConsole, employeeId: string): Promise<TestAgent> {
    return TestAgent.enrol(this, owner, employeeId);
  }

  /** Ends an agent, as somebody of its company would. */
  revoke({ enrolled }: TestAgent): Promise<void> {
    const account = {
      companyId: enrolled.company.id,
      employeeId: enrolled.employee.id,
      agentId: enrolled.agentId,
    };
    const by = { kind: 'system', name: 'test' } as const;
    return this.get(Tenant).run(account.companyId, (db) =>
      this.get(RevokeAgent).run(db, [account], { because: 'by-hand', by }),
    );
  }

  /** For tests that look at every statement. */
  stopJobs(): Promise<void> {
    return this.get(Ticker).beforeApplicationShutdown();
  }

  /** Behind the code under test, as a superuser. */
  async sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    this.client ??= await this.database.superuser();
    return (await this.client.query<T>(text, values)).rows;
  }

  /** Bodies of a company's audit events, oldest first. */
  async audit(companyId: string): Promise<AuditBody[]> {
    const rows = await this.sql<{ record: string }>(
      'SELECT record FROM audit_events WHERE company_id = $1 ORDER BY seq',
      [companyId],
    );
    return rows.map(({ record }) => (JSON.parse(record) as AuditRecord).body);
  }

  async stop(): Promise<void> {
    await this.client?.end();
    await this.app.close();
    await this.database.drop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}
