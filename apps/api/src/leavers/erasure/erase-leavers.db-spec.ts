import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ErasureCertificate,
  type LeaverDetail,
  type LeaverLink,
  type SignedCertificate,
} from '@holdfast/contracts';
import { TestBackup } from '../../backup/testing/test-backup.js';
import { Configuration } from '../../configuration/index.js';
import { Tenant, TenantJobs } from '../../database/index.js';
import { REGISTER } from '../../retention/index.js';
import { Locations } from '../../storage/index.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { dayOf, daysAfter } from '../term.js';
import { CLAIM_MS } from './erase-places.js';
import { EraseLeavers } from './erase-leavers.js';

const DAY_MS = 86_400_000;
const AT = Date.now();
const later = (days: number, minutes = 0) => new Date(AT + days * DAY_MS + minutes * 60_000);
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Somebody with a row in every table that is about people. */
interface Furnished {
  readonly id: string;
  readonly backup: TestBackup;
  readonly name: string;
  readonly email: string;
}

describe('erasing a leaver', () => {
  let app: TestApp;
  let owner: TestConsole;
  let held = 0;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  const folderOf = ({ backup }: Furnished) =>
    join(app.get(Configuration).values.servedFolder, backup.locationId, backup.repositoryId);
  const erase = (now: Date) => app.get(EraseLeavers).run(owner.companyId, now);
  const detail = async (id: string) =>
    (await owner.get(`/api/v1/leavers/${id}`).expect(200)).body as LeaverDetail;
  const certificate = async (id: string) => {
    const signed = (await owner.get(`/api/v1/leavers/${id}/certificate`).expect(200))
      .body as SignedCertificate;
    return { signed, said: ErasureCertificate.parse(JSON.parse(signed.certificate)) };
  };

  const furnish = async (name: string): Promise<Furnished> => {
    const person = await owner.colleague('helpdesk');
    const { employeeId: id, companyId } = person;
    const email = `${randomUUID()}@example.com`;
    await app.sql('UPDATE people_employees SET name = $2, email = $3, department = $2 WHERE id = $1', [
      id,
      name,
      email,
    ]);
    const backup = await TestBackup.of(app, await app.agentOf(owner, id), `${name}'s Pixel`);
    for (let version = 0; version < 2; version += 1)
      await backup.commit((await backup.prepare()).commit).expect(201);
    const wraps = join(folderOf({ id, backup, name, email }), 'keys', '00000001', 'code');
    await mkdir(wraps, { recursive: true });
    await writeFile(join(wraps, 'f'.repeat(64)), 'wrapped');
    const upload = { name: `data/${'a'.repeat(64)}`, sha256: 'a'.repeat(64), size: 7 };
    await backup.sign([upload]).expect(200);
    await owner.post(`/api/v1/phones/${backup.phoneId}/commands`, { kind: 'backup' }).expect(202);
    await owner.post(`/api/v1/people/${id}/enrolment-tokens`).expect(201);
    await person.get('/api/v1/people').expect(200);
    await owner.get(`/api/v1/people/${id}`).expect(200);
    const group = randomUUID();
    const values = [companyId, group, `Group ${String((held += 1))}`];
    await app.sql(
      'INSERT INTO people_groups (company_id, id, display_name, display_name_key) VALUES ($1, $2, $3, $3)',
      values,
    );
    const hook = randomUUID();
    await app.sql(
      `INSERT INTO notify_endpoints (company_id, id, url, events, secret, made_at)
       VALUES ($1, $2, 'https://example.com', ARRAY['gap.opened'], '', now())`,
      [companyId, hook],
    );
    const rows: [string, string, unknown[]][] = [
      ['notify_reminders', '$1, $2, now(), $3, now()', ['email']],
      ['notify_due (company_id, employee_id)', '$1, $2', []],
      ['notify_preferences', '$1, $2, $3, now()', ['UTC']],
      [
        'notify_outbox (company_id, employee_id, id, kind, about, queued_at, next_at)',
        '$1, $2, gen_random_uuid(), $3, $4, now(), now()',
        ['escalation', JSON.stringify({ people: [id] })],
      ],
      [
        'notify_deliveries (company_id, employee_id, id, endpoint_id, event, body, made_at, next_at, retry_until)',
        '$1, $2, gen_random_uuid(), $3, $4, $4, now(), now(), now()',
        [hook, 'gap.opened'],
      ],
      ['sso_identities', '$1, $3, $4, $2, now()', ['https://idp.example', email]],
      ['factors_passwords', '$1, $2, $3, now()', ['argon']],
      ['factors_totps', '$1, $2, $3, 0, now()', [Buffer.from('sealed')]],
      [
        'factors_passkeys',
        '$1, $2, gen_random_uuid(), $3, $3, 0, ARRAY[]::text[], $4, now()',
        [Buffer.from(id), `${name}'s key`],
      ],
      [
        'directory_people (company_id, employee_id, user_name, user_name_key, email, email_key, active)',
        '$1, $2, $3, $3, $3, $3, false',
        [email],
      ],
      ['people_memberships', '$1, $3, $2', [group]],
      ['directory_held', '$1, $2, $3, $4', [held, 'directory-deleted']],
      ['notices_declarations', '$1, $2, $3', ['not-for-work']],
      ['keys_recovery_codes', '$1, $2, $3, $3', [Buffer.alloc(32, 1)]],
      [
        'joining_requests (company_id, employee_id, id, workstation_id, public_key, tag, ends_at)',
        '$1, $2, gen_random_uuid(), $3, $4, $4, now()',
        [backup.agent.enrolled.workstationId, Buffer.alloc(32, 2)],
      ],
      [
        'coverage_exemptions (company_id, employee_id, id, phone_id, reason, owner_id, asked_by, until)',
        '$1, $2, gen_random_uuid(), $3, $4, gen_random_uuid(), gen_random_uuid(), now()',
        [backup.phoneId, `${name} is away`],
      ],
      [
        'coverage_months (company_id, employee_id, month, phone_id, department, state, standing, gaps, within_age, copies)',
        "$1, $2, '2026-01-01', $3, $4, 'protected', 'protected', '{}', true, 1",
        [backup.phoneId, name],
      ],
      [
        'coverage_corrections (company_id, employee_id, day, metric, key, department, delta, phone_id, found_on, reason)',
        "$1, $2, '2026-01-01', 'people', 'protected', $4, -1, $3, '2026-06-01', 'damage-found'",
        [backup.phoneId, name],
      ],
      ['inventory_sources (company_id, name)', '$1, $3 || left($2::text, 0)', [`list-${String(held)}`]],
      [
        'inventory_phones (company_id, employee_id, source, id, device_hash, platform, matched_phone_id)',
        `$1, $2, $3, gen_random_uuid(), $4, 'android', $5`,
        [`list-${String(held)}`, Buffer.alloc(32, 3), backup.phoneId],
      ],
      [
        'anomalies_found (company_id, snapshot_id, phone_id, kind, details, found_at)',
        "$1, (SELECT id FROM backup_snapshots WHERE phone_id = $3 AND $2::uuid IS NOT NULL LIMIT 1), $3, 'gone', '{}', now()",
        [backup.phoneId],
      ],
      ['entry.accounts', 'sha256($3::bytea), $1, $2', [Buffer.from(id)]],
    ];
    for (const [table, values, more] of rows)
      await app.sql(`INSERT INTO ${table} VALUES (${values}) ON CONFLICT DO NOTHING`, [
        companyId,
        id,
        ...more,
      ]);
    await app.sql(
      `INSERT INTO notify_settings VALUES ($1, 'UTC', '{}', ARRAY[$2::uuid], 'never', 1, 8)
       ON CONFLICT (company_id) DO UPDATE SET alert_people = notify_settings.alert_people || excluded.alert_people`,
      [companyId, id],
    );
    await owner.patch(`/api/v1/people/${id}`, { active: false }).expect(200);
    const reviewBy = daysAfter(dayOf(new Date()), 9);
    await owner.put(`/api/v1/leavers/${id}/hold`, { reason: 'For a moment', reviewBy }).expect(200);
    await owner.delete(`/api/v1/leavers/${id}/hold`).expect(200);
    const { body } = await owner.post(`/api/v1/leavers/${id}/link`).expect(201);
    const token = (body as LeaverLink).url.split('#')[1];
    await app.http().post('/leaver/v1/sessions').send({ token }).expect(201);
    return { id, backup, name, email };
  };

  /** Where in the database one of these texts stands, but in the log, which holds pseudonyms and ids of things. */
  const found = async (...texts: string[]): Promise<string[]> => {
    const tables = await app.sql<{ name: string }>(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'entry', 'operator') AND table_name NOT LIKE 'audit\\_events%'
         AND table_type = 'BASE TABLE'`,
    );
    const places: string[] = [];
    for (const { name } of tables) {
      const rows = await app.sql<{ n: string }>(
        `SELECT count(*) AS n FROM ${name} t WHERE EXISTS (
           SELECT FROM unnest($1::text[]) AS wanted (one) WHERE strpos(lower(to_jsonb(t)::text), lower(one)) > 0)`,
        [texts],
      );
      if (rows[0]?.n !== '0') places.push(name);
    }
    return places.sort();
  };

  it('leaves nothing of them anywhere, and says so, signed', async () => {
    const ada = await furnish('Ada Quickbeam');
    const stays = await furnish('Bo Remains');
    await owner.patch(`/api/v1/people/${stays.id}`, { active: true }).expect(200);
    const { phoneId, agent } = ada.backup;
    const { agentId, workstationId } = agent.enrolled;
    const theirs = [ada.id, ada.name, ada.email, phoneId, agentId, workstationId, ada.backup.repositoryId];
    const versions = await app.sql<{ id: string }>('SELECT id FROM backup_snapshots WHERE phone_id = $1', [
      phoneId,
    ]);
    theirs.push(...versions.map(({ id }) => id));
    const before = await found(...theirs);
    // Every table whose rows go with the person holds some of this one's: a new table is to be furnished above.
    const erased = Object.keys(REGISTER).filter((table) => REGISTER[table]?.by.includes('erasure'));
    const named = (table: string) => (table.includes('.') ? table : `public.${table}`);
    const without = erased.map(named).filter((table) => !before.includes(table));
    // The log keeps a pseudonym; who leaves is at once out of the headline.
    expect(without).toEqual(['public.coverage_states', 'public.audit_events']);
    const [pseudonym] = await app.sql<{ pseudonym: string }>(
      'SELECT pseudonym FROM audit_persons WHERE person_id = $1',
      [ada.id],
    );
    await erase(later(30));
    expect(await found(...theirs)).toEqual(before);
    await erase(later(31));
    const kept = new Set([ada.id, ada.backup.repositoryId]);
    expect(await found(...theirs.filter((text) => !kept.has(text)))).toEqual([]);
    expect(await found(pseudonym?.pseudonym ?? '')).toEqual([]);
    // Their row without a name, and that it was erased.
    expect(await found(ada.id)).toEqual(['public.leavers_erasures', 'public.people_employees']);
    expect(existsSync(folderOf(ada))).toBe(false);
    expect(existsSync(folderOf(stays))).toBe(true);
    await stays.backup.agent.get('/agent/v1/policy').expect(200);
    const { signed, said } = await certificate(ada.id);
    expect(said).toMatchObject({
      ...{ standing: 'final', ownWish: false, leftOn: dayOf(later(0)), signedOn: dayOf(later(31)) },
      places: [{ location: 'This server', absentOn: dayOf(later(31)), notReached: null }],
      rows: { versions: 2, phones: 1, workstations: 1, acknowledgements: 1, identities: 1 },
    });
    // Config, two of each: pack, segment, snapshot; and the wrap.
    expect(said.places[0]?.objects).toBe(8);
    expect(JSON.stringify(signed)).not.toMatch(/Quickbeam|Pixel|@example/);
    const { publicKey } = (await owner.get('/api/v1/audit/anchors').expect(200)).body as {
      publicKey: string;
    };
    expect(signed.publicKey).toBe(publicKey);
    const key = createPublicKey({
      key: Buffer.concat([SPKI, Buffer.from(publicKey, 'base64')]),
      ...{ format: 'der', type: 'spki' },
    });
    const signature = Buffer.from(signed.signature, 'base64');
    expect(verify(null, Buffer.from(signed.certificate), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(`${signed.certificate} `), key, signature)).toBe(false);
    const log = await app.audit(owner.companyId);
    expect(log.slice(-3).map(({ action, subject }) => [action, subject !== null])).toEqual([
      ['leaver.erasure-begun', true],
      ['person.forgotten', false],
      ['leaver.erased', false],
    ]);
    const shown = await owner.get(`/api/v1/people/${ada.id}`).expect(200);
    expect(shown.body).toMatchObject({ name: 'Former employee', erasedOn: dayOf(later(31)), phones: [] });
    expect(await detail(ada.id)).toMatchObject({ state: 'erased', erasure: { certificate: 'final' } });
    const all = (await owner.get('/api/v1/people?limit=200').expect(200)).body as { items: { id: string }[] };
    expect(all.items.map(({ id }) => id)).not.toContain(ada.id);
    for (const call of [
      owner.patch(`/api/v1/people/${ada.id}`, { active: true }),
      owner.post(`/api/v1/leavers/${ada.id}/link`),
      owner.put(`/api/v1/leavers/${ada.id}/hold`, {
        reason: 'Late',
        reviewBy: daysAfter(dayOf(new Date()), 9),
      }),
    ])
      expect((await call.expect(409)).body).toMatchObject({ code: 'erasure-begun' });
    await erase(later(60));
    expect((await certificate(ada.id)).signed).toEqual(signed);
  });

  it.each(['before', 'after'] as const)(
    'comes to the same end when it is killed right %s any of its transactions',
    async (side) => {
      const person = await furnish(`Cy Killed ${side}`);
      const jobs = app.get(TenantJobs);
      const real = jobs.run.bind(jobs);
      let killed = 0;
      for (let most = 1; most < 60; most += 1) {
        let calls = 0;
        jobs.run = async (company, work) => {
          calls += 1;
          if (calls > most && side === 'before') throw new Error('killed');
          const done = await real(company, work);
          if (calls > most) throw new Error('killed');
          return done;
        };
        // A place that was in hand is taken up again after its claim.
        const alive = await erase(later(31, most * 11)).then(
          () => true,
          () => false,
        );
        jobs.run = real;
        if (alive) break;
        killed += 1;
      }
      expect(CLAIM_MS).toBeLessThan(11 * 60_000);
      expect(killed).toBeGreaterThan(5);
      expect(existsSync(folderOf(person))).toBe(false);
      expect(await found(person.name, person.email, person.backup.phoneId)).toEqual([]);
      const { said } = await certificate(person.id);
      expect(said).toMatchObject({ standing: 'final', rows: { versions: 2, phones: 1 } });
      const log = (await app.audit(owner.companyId)).map(({ action }) => action);
      const times = (action: string) =>
        log.slice(log.lastIndexOf('leaver.erasure-begun')).filter((one) => one === action);
      expect(times('person.forgotten')).toHaveLength(1);
      expect(times('leaver.erased')).toHaveLength(1);
    },
  );

  it('says what it did not reach, goes on with the rest, and comes back for it', async () => {
    const { id } = await app
      .get(Tenant)
      .run(owner.companyId, (db) => app.get(Locations).createServedFolder(db, owner.companyId, 'A disk'));
    const person = await furnish('Di Stant');
    // Something lies where the location's folder was.
    const inTheWay = join(app.get(Configuration).values.servedFolder, id);
    await writeFile(inTheWay, '');
    await erase(later(31));
    const first = await certificate(person.id);
    expect(first.said).toMatchObject({
      standing: 'interim',
      places: [
        { location: 'This server', notReached: null },
        { location: 'A disk', absentOn: null, notReached: { why: 'The location could not be reached.' } },
      ],
    });
    expect(await detail(person.id)).toMatchObject({
      state: 'erased',
      erasure: { certificate: 'interim', notReached: [{ location: 'A disk' }] },
    });
    expect(await found(person.name, person.email)).toEqual([]);
    await rm(inTheWay);
    await erase(later(31, 30));
    expect((await certificate(person.id)).said.standing).toBe('interim');
    await erase(later(31, 61));
    expect((await certificate(person.id)).said).toMatchObject({ standing: 'final' });
  });

  it('waits for a hold until somebody decides, and for who is back for ever', async () => {
    const held = await furnish('Eli Held');
    const back = await furnish('Flo Back');
    const reviewBy = daysAfter(dayOf(new Date()), 30);
    await owner.put(`/api/v1/leavers/${held.id}/hold`, { reason: 'A lawsuit', reviewBy }).expect(200);
    await owner.patch(`/api/v1/people/${back.id}`, { active: true }).expect(200);
    // Long past the review: nobody has decided.
    await erase(later(400));
    for (const person of [held, back]) expect(existsSync(folderOf(person))).toBe(true);
    expect(await found(held.name)).toContain('public.people_employees');
    await owner.delete(`/api/v1/leavers/${held.id}/hold`).expect(200);
    await erase(later(29));
    expect(existsSync(folderOf(held))).toBe(true);
    await erase(later(31));
    expect(existsSync(folderOf(held))).toBe(false);
    expect(await found(held.name, 'A lawsuit')).toEqual([]);
    await back.backup.agent.get('/agent/v1/policy').expect(200);
  });

  it('comes before the day only at the own wish, and says that it was', async () => {
    const person = await furnish('Gus Wishes');
    await app.sql(
      `UPDATE leavers_terms SET erasure_asked_on = now(), erase_after = now() + interval '1 hour' WHERE employee_id = $1`,
      [person.id],
    );
    await erase(later(0, 50));
    expect(existsSync(folderOf(person))).toBe(true);
    await erase(later(0, 61));
    expect((await certificate(person.id)).said).toMatchObject({ ownWish: true, standing: 'final' });
    expect(await found(person.name)).toEqual([]);
  });

  it('is the jobs’ alone: what answers requests may delete none of it', async () => {
    const person = await furnish('Hal Kept');
    for (const table of ['backup_snapshots', 'storage_repositories', 'fleet_phones', 'leavers_erasures'])
      await expect(
        app
          .get(Tenant)
          .run(owner.companyId, (db) =>
            db.query(`DELETE FROM ${table} WHERE company_id = $1`, [owner.companyId]),
          ),
      ).rejects.toThrow('permission denied');
    expect(await found(person.name)).toContain('public.people_employees');
  });
});
