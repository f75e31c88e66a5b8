import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import type pg from 'pg';
import { Tenant, TenantJobs } from '../database/index.js';
import { TestApp } from '../testing/test-app.js';
import { Audit, type AuditEvent, type Doer } from './index.js';

const SYSTEM: Doer = { kind: 'system', name: 'a test' };
const ping: AuditEvent = { action: 'sso.tested', by: SYSTEM };

interface Stored {
  seq: string;
  at: Date;
  record: string;
  prev_hash: Buffer;
  hash: Buffer;
  action: string;
  actor: string | null;
  subject: string | null;
  partition: string;
}

describe('the chain of a company', () => {
  let app: TestApp;
  let client: pg.Client;
  let audit: Audit;
  let companyId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.database.superuser();
    audit = app.get(Audit);
    companyId = await app.company();
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
  });

  const append = (company: string, ...events: AuditEvent[]): Promise<void> =>
    app.get(Tenant).run(company, (db) => audit.append(db, company, ...events));
  const stored = async (company: string): Promise<Stored[]> =>
    (
      await client.query<Stored>(
        'SELECT *, tableoid::regclass::text AS partition FROM audit_events WHERE company_id = $1 ORDER BY seq',
        [company],
      )
    ).rows;

  /** Recomputed from the stored texts alone, as docs/audit.md says it; answers how many events there are. */
  const expectWhole = async (company: string): Promise<number> => {
    const rows = await stored(company);
    let hash = Buffer.alloc(32);
    let at = '';
    for (const [index, row] of rows.entries()) {
      const record = JSON.parse(row.record) as {
        at: string;
        seq: number;
        company: string;
        body: { action: string };
      };
      expect(canonicalize(record)).toBe(row.record);
      expect([record.seq, Number(row.seq), record.company]).toEqual([index + 1, index + 1, company]);
      expect([record.at, record.body.action]).toEqual([row.at.toISOString(), row.action]);
      expect(record.at >= at).toBe(true);
      expect(row.prev_hash).toEqual(hash);
      hash = createHash('sha256').update(hash).update(row.record, 'utf8').digest();
      expect(row.hash).toEqual(hash);
      ({ at } = record);
    }
    const heads = await client.query('SELECT seq::int, hash FROM audit_heads WHERE company_id = $1', [
      company,
    ]);
    expect(heads.rows).toEqual([{ seq: rows.length, hash }]);
    return rows.length;
  };

  it('can be computed again from what is stored', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    const details = {
      reason: 'é "\\ \u2028',
      count: 3,
      ratio: 1e-7,
      yes: true,
      nothing: null,
      codes: ['b', 'a'],
    };
    await append(
      companyId,
      {
        action: 'person.changed',
        by: { kind: 'person', id: person, role: 'admin' },
        subject: other,
        details,
      },
      {
        action: 'phone.enrolled',
        by: { kind: 'agent', id: randomUUID(), employeeId: other },
        subject: other,
      },
      { action: 'operator.made', by: { kind: 'operator', id: person } },
    );
    expect(await expectWhole(companyId)).toBe(4);
    const [, changed, enrolled] = await stored(companyId);
    expect((JSON.parse(changed?.record ?? '') as { body: object }).body).toMatchObject({ details });
    // One pseudonym for one person, in whatever part; what an agent does is found as its person's doing.
    expect([changed?.subject, enrolled?.actor]).toEqual([enrolled?.subject, enrolled?.subject]);
    expect(changed?.actor).not.toBe(changed?.subject);
    expect(JSON.stringify(await stored(companyId))).not.toMatch(new RegExp(`${person}|${other}`));
  });

  it('takes no body that would say number, moment or company again', async () => {
    const before = await expectWhole(companyId);
    for (const body of ['{},"seq":1,"body":{}', '[]', '"text"', '{}}', '{} {}', '', 'null']) {
      const raw = app
        .get(Tenant)
        .run(companyId, (db) => db.query('SELECT audit.append($1::text[])', [[body]]));
      await expect(raw).rejects.toThrow(/JSON object|invalid input syntax for type json/);
    }
    expect(await expectWhole(companyId)).toBe(before);
  });

  it('cannot be written, changed or emptied by the api or its jobs, nor the schema added to', async () => {
    const before = await expectWhole(companyId);
    const statements = [
      'INSERT INTO audit_events (company_id, seq, at, record, prev_hash, hash) SELECT company_id, seq + 1000, at, record, prev_hash, hash FROM audit_events LIMIT 1',
      `UPDATE audit_events SET record = record`,
      'DELETE FROM audit_events',
      'TRUNCATE audit_events',
      'UPDATE audit_heads SET seq = 0',
      'INSERT INTO audit_heads SELECT * FROM audit_heads LIMIT 1',
      'DELETE FROM audit_heads',
      'TRUNCATE audit_heads',
      'ALTER TABLE audit_events DISABLE TRIGGER ALL',
      'DROP FUNCTION audit.append(text[])',
      'CREATE FUNCTION audit.later() RETURNS void LANGUAGE sql AS $$ $$',
      'CREATE TABLE audit.later (a int)',
      'DELETE FROM audit_anchors',
      'UPDATE audit_anchors SET seq = 1',
    ];
    for (const runner of [app.get(Tenant), app.get(TenantJobs)]) {
      for (const sql of statements) {
        const denied = runner.run(companyId, (db) => db.query(sql));
        await expect(denied).rejects.toThrow(/permission denied|must be owner/);
      }
    }
    expect(await expectWhole(companyId)).toBe(before);
  });

  it('has no hole after two hundred appends at once, each with events and persons of its own', async () => {
    const before = await expectWhole(companyId);
    const everybody = randomUUID();
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        const [one, two] = [randomUUID(), randomUUID()];
        await append(
          companyId,
          { action: 'person.added', by: { kind: 'person', id: one, role: 'admin' }, subject: two },
          { action: 'person.changed', by: { kind: 'person', id: everybody, role: 'admin' }, subject: one },
        );
      }),
    );
    expect(await expectWhole(companyId)).toBe(before + 400);
    const { rows } = await client.query(
      `SELECT count(DISTINCT actor)::int AS n FROM audit_events WHERE company_id = $1 AND action = 'person.changed' AND seq > $2`,
      [companyId, before],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("does not wait for another company's", async () => {
    const other = await app.company('Other');
    let finished = false;
    const open = app.get(Tenant).run(companyId, async (db) => {
      await audit.append(db, companyId, ping);
      await append(other, ping);
      finished = true;
    });
    await open;
    expect(finished).toBe(true);
  });

  it('holds nothing of a use case that was rolled back', async () => {
    const before = await expectWhole(companyId);
    const person = randomUUID();
    const failed = app.get(Tenant).run(companyId, async (db) => {
      await audit.append(db, companyId, { ...ping, subject: person }, ping);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await expectWhole(companyId)).toBe(before);
    expect((await client.query('SELECT FROM audit_persons WHERE person_id = $1', [person])).rowCount).toBe(0);
  });

  it('verifies as before when a person is forgotten, and names nobody by the pseudonym', async () => {
    const person = randomUUID();
    await append(companyId, { ...ping, subject: person });
    const before = await expectWhole(companyId);
    const pseudonym = (await stored(companyId)).at(-1)?.subject ?? '';
    const persons = () => app.get(Tenant).run(companyId, (db) => audit.persons(db, companyId, [pseudonym]));
    expect(await persons()).toEqual(new Map([[pseudonym, person]]));
    await app.get(Tenant).run(companyId, (db) => audit.forget(db, companyId, person, SYSTEM));
    expect(await persons()).toEqual(new Map());
    expect(await expectWhole(companyId)).toBe(before + 1);
    const kept = await client.query(`SELECT 1 FROM audit_persons WHERE person_id = $1 OR pseudonym = $2`, [
      person,
      pseudonym,
    ]);
    expect(kept.rowCount).toBe(0);
    // Who comes back is somebody else.
    await append(companyId, { ...ping, subject: person });
    expect((await stored(companyId)).at(-1)?.subject).not.toBe(pseudonym);
  });
});
