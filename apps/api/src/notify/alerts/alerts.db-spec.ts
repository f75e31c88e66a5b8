import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertSettings, RemindedPeople } from '@holdfast/contracts';
import { TestBackup } from '../../backup/testing/test-backup.js';
import { Tenant } from '../../database/index.js';
import { KeepTerms } from '../../retention/index.js';
import { TestApp } from '../../testing/test-app.js';
import { Alerts, type NewAlert, NotifyRounds } from '../index.js';
import { TestMailServer } from '../testing/test-mail-server.js';
import { inDays, TestNotify } from '../testing/test-notify.js';

const SETTINGS: AlertSettings = {
  ...{ timeZone: 'America/New_York', roles: ['owner'], people: [] },
  ...{ digest: 'never', digestWeekday: 1, digestHour: 8 },
};
const FULL: NewAlert = {
  kind: 'incident.opened',
  key: 'one',
  severity: 'urgent',
  title: 'A location is full\r\nBcc: all@example.com',
  sentences: ['Nothing more is stored there.'],
  nextStep: 'Make room.',
  path: '/storage',
};

describe('alerts and digests, over a real SMTP server', () => {
  let server: TestMailServer;
  let app: TestApp;
  let company: TestNotify;
  beforeAll(async () => {
    server = await TestMailServer.start();
    app = await TestApp.start({ SMTP_URL: server.url, MAIL_FROM: 'backup@example.com' });
    await app.stopJobs();
    company = await TestNotify.of(app, 'Alerted');
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  const set = (settings: Partial<AlertSettings>) =>
    company.owner.put('/api/v1/alerts', { ...SETTINGS, ...settings });
  const raise = (alert: Partial<NewAlert> = {}) =>
    app
      .get(Tenant)
      .run(company.companyId, (db) => app.get(Alerts).raise(db, company.companyId, { ...FULL, ...alert }));
  const soon = () => company.round(inDays(0.001));
  const letters = (of: { email: string }) => server.to(of.email).map(({ subject }) => subject);

  it('go once to whom the company names, or to whose they are', async () => {
    const auditor = await company.owner.colleague('auditor');
    const helpdesk = await company.owner.colleague('helpdesk');
    const nobody = await company.owner.colleague('employee');
    await set({ people: [nobody.employeeId] }).expect(400, /with a role/);
    await set({ timeZone: 'Mars/Olympus' }).expect(400);
    const { body } = await set({ people: [auditor.employeeId] }).expect(200);
    expect(body).toMatchObject({
      people: [{ id: auditor.employeeId, name: 'A auditor' }],
      mailConfigured: true,
    });
    expect((await app.audit(company.companyId)).at(-1)?.action).toBe('alerts.changed');
    const both = await Promise.all([raise(), raise()]);
    expect(both.sort()).toEqual([false, true]);
    await raise({ key: 'two', title: 'Of the helpdesk', owner: { role: 'helpdesk' } });
    await Promise.all([soon(), soon(), soon()]);
    const title = 'Holdfast, urgent: A location is full Bcc: all@example.com';
    expect([letters(company.owner), letters(auditor), letters(nobody)]).toEqual([[title], [title], []]);
    expect(letters(helpdesk)).toEqual(['Holdfast, urgent: Of the helpdesk']);
    expect(server.to(auditor.email)[0]?.text).toContain('Next: Make room.');
    expect(server.to(auditor.email)[0]?.text).toContain('http://localhost:13199/storage');
    await auditor.get('/api/v1/alerts').expect(403);
  });

  it('is told exactly when what it is about is kept', async () => {
    server.received.length = 0;
    const refused = app.get(Tenant).run(company.companyId, async (db) => {
      await app.get(Alerts).raise(db, company.companyId, { ...FULL, key: 'three' });
      throw new Error('rolled back');
    });
    await expect(refused).rejects.toThrow('rolled back');
    await soon();
    expect(server.received).toEqual([]);
    expect(await raise({ key: 'three' })).toBe(true);
  });

  it('has one digest on its day, in the time zone of the company, from any number of processes', async () => {
    const { id } = await company.person('Olaf Oldest');
    await company.gap(id, { openedAt: inDays(-3) });
    const explained = await company.gap(id, { openedAt: inDays(-9), code: 'storage-full' });
    await app.sql(
      `WITH made AS (
         INSERT INTO coverage_incidents (company_id, kind, key, severity, details, since, opened_at)
         VALUES ($1, 'location-full', 'one', 'lost', '{"name": "Vienna"}', now(), now()) RETURNING id)
       UPDATE coverage_gaps SET incident_id = made.id FROM made WHERE coverage_gaps.id = $2`,
      [company.companyId, explained],
    );
    const monday = inDays(7, 0);
    while (monday.getUTCDay() !== 1) monday.setUTCDate(monday.getUTCDate() + 1);
    const at = (hour: number) => new Date(monday.getTime() + hour * 3_600_000);
    await set({ digest: 'week' }).expect(200);
    server.received.length = 0;
    const digests = () =>
      letters(company.owner).filter((subject) => /people are protected/.test(subject ?? ''));
    // Eight in New York is twelve or thirteen, UTC.
    await company.round(at(11));
    expect(digests()).toHaveLength(0);
    await Promise.all([at(14), at(14), at(14)].map((now) => company.round(now)));
    await company.round(at(20));
    await company.round(at(24 + 14));
    expect(digests()).toEqual([expect.stringMatching(/^Holdfast: 0 of \d+ people are protected$/)]);
    const text = server.to(company.owner.email).find(({ subject }) => digests().includes(subject))?.text;
    expect(text).toMatch(/Since \d{4}-\d\d-\d\d: \d+ new gaps? and \d+ gaps? closed\./);
    expect(text).toMatch(/Open above the phones:\s+.*Vienna.* 1 gap came of it\..*Open for longest:/s);
    expect(text).toContain('The newest backup of');
  });

  it('sends no daily digest that has nothing to tell', async () => {
    await set({ digest: 'day' }).expect(200);
    const quiet = inDays(40, 15);
    server.received.length = 0;
    for (const days of [40, 41, 42]) await company.round(inDays(days, 15));
    const digests = server.received.filter(({ subject }) => /people are protected/.test(subject ?? ''));
    // The first one tells what has happened since the last.
    expect(digests.length).toBeLessThanOrEqual(1);
    const { id } = await company.person('Something happens');
    await company.gap(id, { openedAt: new Date(quiet.getTime() + 2.5 * 86_400_000) });
    await company.round(inDays(43, 15));
    expect(server.received.filter(({ subject }) => /people are protected/.test(subject ?? '')).length).toBe(
      digests.length + 1,
    );
  });

  it('lets go of what was told when its term is over', async () => {
    const count = async () =>
      Promise.all(
        ['notify_outbox', 'notify_alerts', 'notify_digests'].map(async (table) => {
          const rows = await app.sql<{ n: number }>(
            `SELECT count(*)::int AS n FROM ${table} WHERE company_id = $1`,
            [company.companyId],
          );
          return rows[0]?.n ?? 0;
        }),
      );
    for (const had of await count()) expect(had).toBeGreaterThan(0);
    await app.get(KeepTerms).run(company.companyId, inDays(200));
    expect(await count()).toEqual([0, 0, 0]);
  });

  it('reminds many at once: counts who will be, who was, who does not want to be, whom nothing concerns', async () => {
    const many = await TestNotify.of(app, 'Many');
    const people = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => many.person(`${name} of many`)));
    await many.forget();
    for (const { id } of people.slice(0, 4))
      await many.gap(id, { openedAt: new Date(), severity: 'waiting' });
    const [a, b, c, d, e] = people;
    await many.owner.post(`/api/v1/people/${b?.id ?? ''}/reminders`).expect(202);
    await app.sql(
      `INSERT INTO notify_preferences (company_id, employee_id, muted_until) VALUES ($1, $2, now() + interval '1 day')`,
      [many.companyId, c?.id],
    );
    const ids = [...people.map(({ id }) => id), a?.id ?? '', many.companyId];
    const { body } = await many.owner.post('/api/v1/reminders', { ids }).expect(202);
    expect(body).toEqual({ queued: 2, muted: 1, alreadyToday: 1, nothingOpen: 2 } satisfies RemindedPeople);
    server.received.length = 0;
    // Not due by the policy for a week: asked for, it is.
    await app.get(NotifyRounds).run(many.companyId, inDays(0.001));
    await app.get(NotifyRounds).run(many.companyId, inDays(0.002));
    expect(server.received).toHaveLength(2);
    const again = await many.owner.post('/api/v1/reminders', {
      filter: { code: 'overdue', q: 'of many' },
    });
    expect(again.body).toEqual({ queued: 0, muted: 1, alreadyToday: 3, nothingOpen: 0 });
    expect(server.to(e?.email ?? '')).toHaveLength(0);
    // By all that the page of gaps filters by: nobody has taken these on, and D's is the only other code.
    await app.sql("UPDATE coverage_gaps SET code = 'failing', severity = 'risk' WHERE employee_id = $1", [
      d?.id,
    ]);
    const asked = async (filter: object) => {
      const { body: counts } = await many.owner.post('/api/v1/reminders', { filter }).expect(202);
      return Object.values(counts as RemindedPeople).reduce((sum, n) => sum + n, 0);
    };
    const all = { q: 'of many', owner: 'nobody', whose: 'employee' };
    expect(await asked(all)).toBe(4);
    expect(await asked({ ...all, code: 'overdue' })).toBe(3);
    expect(await asked({ ...all, code: 'overdue,failing' })).toBe(4);
    expect(await asked({ ...all, code: 'failing', days: 1 })).toBe(0);
    for (const none of [{ owner: 'somebody' }, { exempt: 'only' }, { whose: 'admin' }, { platform: 'ios' }])
      expect(await asked({ ...all, ...none })).toBe(0);
    await many.owner.post('/api/v1/reminders', { filter: { code: 'odd' } }).expect(400);
    await many.owner.post('/api/v1/reminders', {}).expect(400);
    await many.owner.post('/api/v1/reminders', { ids: Array(10_001).fill(a?.id) }).expect(400);
    await (await many.owner.colleague('auditor')).post('/api/v1/reminders', { ids }).expect(403);
  });

  it('tell of an incident its owner, once, and of a change that nothing explains', async () => {
    await set({ people: [] }).expect(200);
    const { owner, companyId } = company;
    await app.sql(
      `INSERT INTO coverage_incidents (company_id, kind, key, severity, details, since, opened_at, owner_id)
       VALUES ($1, 'location-full', 'a', 'lost', '{"name": "Our bucket"}', now(), now(), $2)`,
      [companyId, owner.employeeId],
    );
    await soon();
    await app.sql('UPDATE coverage_incidents SET closed_at = now() WHERE company_id = $1', [companyId]);
    await soon();
    expect(letters(owner).filter((subject) => subject?.includes('Our bucket'))).toHaveLength(1);
    const backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Ada')));
    await backup.commit((await backup.prepare()).commit).expect(201);
    for (const kind of ['stopped-growing', 'encrypted', 'gone'])
      await app.sql(
        `INSERT INTO anomalies_found (company_id, phone_id, snapshot_id, kind, details, found_at)
         SELECT company_id, phone_id, id, $2, '{}', now() FROM backup_snapshots WHERE company_id = $1`,
        [companyId, kind],
      );
    await soon();
    expect(letters(owner).filter((subject) => subject?.includes('nothing explains'))).toHaveLength(1);
  });
});
