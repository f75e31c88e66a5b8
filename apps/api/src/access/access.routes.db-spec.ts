import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessLogItem } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Tenant } from '../database/index.js';
import { OpenSession } from '../sessions/index.js';
import { TestApp } from '../testing/test-app.js';
import { TestConsole } from '../testing/test-console.js';
import { ForgetOldNotes } from './index.js';
import { NoteAccess } from './note-access.js';
import { Recently } from './recently.js';

describe('looking at people', () => {
  let app: TestApp;
  let owner: TestConsole;
  let mira: string;
  let phone: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    mira = await owner.employee('Mira Haddad');
    phone = (await TestBackup.of(app, await app.agentOf(owner, mira), 'My Pixel')).phoneId;
  });
  afterAll(() => app.stop());

  /** What a call adds to the log: action and route. */
  const added = async (call: () => Promise<unknown>, company = owner.companyId): Promise<string[]> => {
    const before = (await app.audit(company)).length;
    await call();
    const after = (await app.audit(company)).slice(before);
    return after.map(({ action, details }) => `${action} by ${String(details['route'])}`);
  };
  const get = (by: TestConsole, path: string) => () => by.get(path).then((answer) => answer.status);
  /** As another server would see it: nothing is remembered in this process. */
  const forgetHere = () => Object.assign(app.get(NoteAccess), { recently: new Recently(60_000) });
  const hourPasses = async () => {
    await app.sql(`UPDATE access_noted SET noted_at = noted_at - interval '61 minutes'`);
    forgetHere();
  };

  it('is on record once an hour for the same person and thing, whoever of the servers is asked', async () => {
    const helpdesk = await owner.colleague('helpdesk');
    const person = `/api/v1/people/${mira}`;
    expect(await added(get(helpdesk, person))).toEqual(['person.viewed by getPerson']);
    expect(await added(get(helpdesk, person))).toEqual([]);
    forgetHere();
    expect(await added(get(helpdesk, person))).toEqual([]);
    await hourPasses();
    const many = () => Promise.all(Array.from({ length: 10 }, get(helpdesk, person)));
    expect(await added(many)).toEqual(['person.viewed by getPerson']);
    expect(await added(get(owner, person))).toEqual(['person.viewed by getPerson']);
    const events = await app.audit(owner.companyId);
    expect(events.at(-1)).toMatchObject({ actor: { role: 'owner' }, subject: expect.stringMatching(/^p_/) });
  });

  it('counts a phone with all its pages as one, and everybody with all lists as one', async () => {
    const auditor = await owner.colleague('auditor');
    const pages = () =>
      Promise.all(['', '/snapshots', '/runs'].map((page) => auditor.get(`/api/v1/phones/${phone}${page}`)));
    expect(await added(pages)).toEqual([expect.stringMatching(/^phone\.viewed by /)]);
    expect((await app.audit(owner.companyId)).at(-1)?.object).toEqual({ kind: 'phone', id: phone });
    expect(await added(get(auditor, '/api/v1/people'))).toEqual(['everybody.viewed by listPeople']);
    expect(await added(get(auditor, '/api/v1/phones'))).toEqual([]);
    expect(await added(get(auditor, '/api/v1/audit'))).toEqual(['audit.viewed by listAudit']);
    expect(await added(get(auditor, '/api/v1/audit?limit=1'))).toEqual([]);
  });

  it('is before the answer: one that fails afterwards was a look too', async () => {
    const auditor = await owner.colleague('auditor');
    expect(await added(get(auditor, `/api/v1/phones/${phone}/runs?cursor=e30`))).toEqual([
      'phone.viewed by listRuns',
    ]);
  });

  it('leaves no trace of oneself, of what is not there, and of what is another company’s', async () => {
    const theirs = await app.companyWithOwner('Theirs');
    const stranger = await theirs.employee('Stranger');
    const colleague = await owner.colleague('admin');
    expect(await added(get(colleague, `/api/v1/people/${colleague.employeeId}`))).toEqual([]);
    for (const id of [randomUUID(), stranger]) {
      const both = () =>
        Promise.all([get(colleague, `/api/v1/people/${id}`)(), get(colleague, `/api/v1/phones/${id}`)()]);
      expect(await both()).toEqual([404, 404]);
      expect(await added(both)).toEqual([]);
      expect(await added(both, theirs.companyId)).toEqual([]);
    }
    expect(await added(get(colleague, '/api/v1/people/not-an-id'))).toEqual([]);
    const kept = await app.sql('SELECT FROM access_noted WHERE target = ANY($1)', [
      [stranger, colleague.employeeId],
    ]);
    expect(kept).toEqual([]);
  });

  it('that a role refuses is on record too, once an hour for each route', async () => {
    const employee = await owner.colleague('employee');
    expect(await added(get(employee, '/api/v1/people'))).toEqual(['access.refused by listPeople']);
    expect(await added(get(employee, '/api/v1/people'))).toEqual([]);
    expect(await added(get(employee, `/api/v1/people/${mira}`))).toEqual(['access.refused by getPerson']);
    await hourPasses();
    expect(await added(get(employee, '/api/v1/people'))).toEqual(['access.refused by listPeople']);
  });

  it('keeps no more than an hour of it beside the log', async () => {
    await get(owner, '/api/v1/people')();
    const count = async () =>
      (await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM access_noted'))[0]?.n;
    expect(await count()).toBeGreaterThan(0);
    await app.sql(
      `UPDATE access_noted SET noted_at = noted_at - interval '61 minutes' WHERE company_id = $1`,
      [owner.companyId],
    );
    await app.get(ForgetOldNotes).run(owner.companyId, new Date(Date.now() + 7_200_000));
    expect(await count()).toBe(0);
  });

  describe('as the person sees it', () => {
    let herself: TestConsole;
    beforeAll(async () => {
      const token = await app.get(Tenant).run(owner.companyId, async (db) => {
        const [row] = await app.sql<{ name: string; email: string }>(
          'SELECT name, email FROM people_employees WHERE id = $1',
          [mira],
        );
        const employee = {
          id: mira,
          role: 'employee',
          department: null,
          active: true,
          roleSource: 'holdfast',
        } as const;
        const opened = await app
          .get(OpenSession)
          .run(
            db,
            owner.companyId,
            { ...employee, name: row?.name ?? '', email: row?.email ?? '' },
            { method: 'sso', browser: 'A test' },
          );
        return opened.token;
      });
      herself = new TestConsole(app, owner.companyId, mira, `__Host-holdfast=${token}`, '', '');
      await hourPasses();
    });
    const log = async (by: TestConsole, query = '') =>
      (await by.get(`/api/v1/me/access-log${query}`).expect(200)).body as {
        items: AccessLogItem[];
        nextCursor: string | null;
      };

    it('says who, when, and at what: herself, her phone, everybody, the log', async () => {
      const auditor = await owner.colleague('auditor');
      for (const path of [`people/${mira}`, `phones/${phone}`, 'people', 'audit', 'reports/coverage.csv'])
        await auditor.get(`/api/v1/${path}`).expect(200);
      await auditor.get('/api/v1/audit/export').expect(200);
      const { items } = await log(herself);
      const fresh = items.slice(0, 6);
      expect(fresh.map(({ action, phone: which }) => [action, which?.label])).toEqual([
        ['audit.exported', undefined],
        ['report.downloaded', undefined],
        ['audit.viewed', undefined],
        ['everybody.viewed', undefined],
        ['phone.viewed', 'My Pixel'],
        ['person.viewed', undefined],
      ]);
      expect(new Set(fresh.map(({ by }) => JSON.stringify(by)))).toEqual(
        new Set([JSON.stringify({ name: 'A auditor', role: 'auditor' })]),
      );
    });

    it('goes on page by page', async () => {
      const whole = (await log(herself)).items.map(({ seq }) => seq);
      const seen: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const part = await log(herself, `?limit=3${cursor && `&cursor=${cursor}`}`);
        seen.push(...part.items.map(({ seq }) => seq));
        cursor = part.nextCursor;
      }
      expect(whole.length).toBeGreaterThan(6);
      expect(seen).toEqual(whole);
    });

    it('tells nobody of looks at others, of their own, or of before they came', async () => {
      const newcomer = await owner.colleague('helpdesk');
      expect((await log(newcomer)).items).toEqual([]);
      await newcomer.get('/api/v1/people').expect(200);
      await newcomer.get(`/api/v1/people/${mira}`).expect(200);
      expect((await log(newcomer)).items).toEqual([]);
      expect((await log(herself)).items[0]).toMatchObject({
        action: 'person.viewed',
        by: { role: 'helpdesk' },
      });
    });
  });
});
