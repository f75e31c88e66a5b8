import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { Audit } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { TestApp } from '../testing/test-app.js';
import { MakePartitions } from './make-partitions.js';

describe('the partitions of coming months', () => {
  let app: TestApp;
  let client: pg.Client;
  let companyId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.database.superuser();
    companyId = await app.company();
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
  });

  const HOURS = 3_600_000;
  const monthsAhead = [0, 1, 2].map((ahead) => {
    const now = new Date();
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    return `audit_events_${month.toISOString().slice(0, 7).replace('-', '_')}`;
  });
  const partitions = async (): Promise<string[]> => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_events'::regclass ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };
  const lieIn = async (): Promise<string[]> => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT tableoid::regclass::text AS name FROM audit_events WHERE company_id = $1 ORDER BY seq',
      [companyId],
    );
    return rows.map(({ name }) => name);
  };

  it('are there from the first day, and an event lies in its month', async () => {
    expect(await partitions()).toEqual([...monthsAhead, 'audit_events_default'].sort());
    expect(await lieIn()).toEqual([monthsAhead[0]]);
  });

  it('are made again by the job, hourly, as closed as the others', async () => {
    await client.query(`DROP TABLE ${monthsAhead.slice(1).join(', ')}`);
    const job = app.get(MakePartitions);
    const now = Date.now() + 2 * HOURS;
    await job.run(new Date(now));
    expect(await partitions()).toEqual([...monthsAhead, 'audit_events_default'].sort());
    const { rows } = await client.query<{ forced: boolean }>(
      `SELECT relforcerowsecurity AND relrowsecurity AS forced FROM pg_class WHERE relname = ANY($1)`,
      [monthsAhead],
    );
    expect(rows).toEqual([{ forced: true }, { forced: true }, { forced: true }]);
    await client.query(`DROP TABLE ${monthsAhead[2] ?? ''}`);
    await job.run(new Date(now + HOURS / 2));
    expect(await partitions()).not.toContain(monthsAhead[2]);
    await job.run(new Date(now + HOURS));
    expect(await partitions()).toContain(monthsAhead[2]);
  });

  it('stop nobody when a month began without its partition: its events stay where they are', async () => {
    await client.query(`DROP TABLE ${monthsAhead[0] ?? ''}, ${monthsAhead[1] ?? ''}`);
    const append = () =>
      app
        .get(Tenant)
        .run(companyId, (db) =>
          app
            .get(Audit)
            .append(db, companyId, { action: 'sso.tested', by: { kind: 'system', name: 'a test' } }),
        );
    await append();
    await app.get(MakePartitions).run(new Date(Date.now() + 9 * HOURS));
    await append();
    expect(await lieIn()).toEqual(['audit_events_default', 'audit_events_default']);
    expect(await partitions()).toEqual([...monthsAhead.slice(1), 'audit_events_default'].sort());
  });
});
