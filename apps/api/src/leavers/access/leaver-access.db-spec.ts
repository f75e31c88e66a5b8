import { createHmac, hkdfSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  LeaverKept,
  LeaverLink,
  LeaverSession,
  RepositoryState,
  SignedRequest,
} from '@holdfast/contracts';
import type { z } from 'zod';
import { TestBackup } from '../../backup/testing/test-backup.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { newTestCode, type TestCode } from '../testing/test-code.js';
import { dayOf, daysAfter } from '../term.js';

const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

describe('what a leaver reaches', () => {
  let app: TestApp;
  let owner: TestConsole;
  let mira: string;
  let backup: TestBackup;
  let code: TestCode;
  let url: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    mira = await owner.employee('Mira Haddad');
    backup = await TestBackup.of(app, await app.agentOf(owner, mira), 'My Pixel');
    await backup.commit((await backup.prepare()).commit).expect(201);
    code = newTestCode();
    await backup.upload(...code.wraps());
    await owner.patch(`/api/v1/people/${mira}`, { active: false }).expect(200);
    url = await link();
  });
  afterAll(() => app.stop());

  const link = async (by = owner, id = mira) =>
    ((await by.post(`/api/v1/leavers/${id}/link`).expect(201)).body as LeaverLink).url;
  const open = (address: string) =>
    app
      .http()
      .post('/leaver/v1/sessions')
      .send({ token: address.split('#')[1] });
  const opened = async (address = url) => ((await open(address).expect(201)).body as LeaverSession).token;
  const get = (path: string, bearer: string) => app.http().get(path).set('authorization', `Bearer ${bearer}`);
  const post = (path: string, bearer: string, body: object = {}) =>
    app.http().post(path).set('authorization', `Bearer ${bearer}`).send(body);
  const challenged = async (bearer: string) =>
    (await post('/leaver/v1/challenges', bearer).expect(201)).body as {
      challenge: string;
      publicKey: string;
    };
  const prove = async (bearer: string, with_ = code) => {
    const asked = await challenged(bearer);
    return post('/leaver/v1/proofs', bearer, { challenge: asked.challenge, answer: with_.answer(asked) });
  };
  const proven = async (bearer: string) => ((await prove(bearer)).body as LeaverSession).token;
  const forget = () => app.sql('DELETE FROM entry.attempts');
  const repository = (bearer: string) => ({
    state: () => get(`/leaver/v1/repositories/${backup.repositoryId}/state`, bearer),
    objects: () =>
      get(`/leaver/v1/repositories/${backup.repositoryId}/objects?locationId=${backup.locationId}`, bearer),
    downloads: (names: string[]) =>
      post(`/leaver/v1/repositories/${backup.repositoryId}/downloads`, bearer, {
        locationId: backup.locationId,
        names,
      }),
  });

  it('is shown by the link alone: what is kept, until when, who looked and who made the link', async () => {
    const helpdesk = await owner.colleague('helpdesk');
    await helpdesk.get(`/api/v1/people/${mira}`).expect(200);
    url = await link(helpdesk);
    const bearer = await opened();
    const kept = (await get('/leaver/v1/kept', bearer).expect(200)).body as LeaverKept;
    const today = dayOf(new Date());
    expect(kept).toMatchObject({
      ...{ name: 'Mira Haddad', company: 'Northwind', leftOn: today, hold: null },
      ...{ accessUntil: daysAfter(today, 30), erasureDueOn: daysAfter(today, 31), erasureAsked: false },
      phones: [{ label: 'My Pixel', versions: 1, newestOn: today, files: 3, bytes: 3000, leftOut: [] }],
      locations: [{ name: 'This server' }],
    });
    expect(kept.storedBytes).toBeGreaterThan(1000);
    const log = (await get('/leaver/v1/access-log', bearer).expect(200)).body as {
      items: { action: string }[];
    };
    expect(log.items.slice(0, 2)).toEqual([
      expect.objectContaining({ action: 'leaver.link-made', by: { name: 'A helpdesk', role: 'helpdesk' } }),
      expect.objectContaining({ action: 'person.viewed' }),
    ]);
  });

  it('opens nothing by the link alone, and nothing else by anything', async () => {
    const bearer = await opened();
    const alone = [
      get('/leaver/v1/repository', bearer),
      repository(bearer).state(),
      repository(bearer).objects(),
    ];
    alone.push(
      repository(bearer).downloads(['config']),
      post('/leaver/v1/erasure', bearer, { everything: true }),
    );
    for (const call of alone) {
      const answer = await call;
      expect([answer.status, codeOf(answer)]).toEqual([403, 'leaver-code-needed']);
    }
    const all = await proven(bearer);
    for (const path of ['/api/v1/me', '/api/v1/leavers', '/agent/v1/policy'])
      await app.http().get(path).set('authorization', `Bearer ${all}`).expect(401);
    await app
      .http()
      .post(`/agent/v1/repositories/${backup.repositoryId}/uploads`)
      .set('authorization', `Bearer ${all}`)
      .send({ locationId: backup.locationId, objects: [] })
      .expect(401);
    for (const other of ['', 'hfls_wrong', owner.cookie, backup.agent.enrolled.agentId])
      expect(codeOf(await get('/leaver/v1/kept', other).expect(401))).toBe('leaver-session-ended');
    expect(codeOf(await owner.get('/leaver/v1/kept').expect(401))).toBe('leaver-session-ended');
  });

  it('is everything with link and code: the versions, the names, and signed URLs to read them', async () => {
    const all = await proven(await opened());
    const where = (await get('/leaver/v1/repository', all).expect(200)).body as object;
    expect(where).toEqual({
      repositoryId: backup.repositoryId,
      locations: [{ locationId: backup.locationId, name: 'This server', snapshots: 1 }],
    });
    const state = (await repository(all).state().expect(200)).body as z.infer<typeof RepositoryState>;
    const names = (await repository(all).objects().expect(200)).body as { objects: { name: string }[] };
    expect(names.objects.map(({ name }) => name)).toContain(state.snapshots[0]?.objectName);
    const asked = await repository(all)
      .downloads(names.objects.map(({ name }) => name))
      .expect(200);
    for (const { url: signed, method } of (asked.body as { requests: SignedRequest[] }).requests) {
      const { pathname, search } = new URL(signed);
      expect(method).toBe('GET');
      await app
        .http()
        .get(pathname + search)
        .expect(200);
      await app
        .http()
        .put(pathname + search)
        .send('x')
        .expect(403);
    }
    const theirs = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
    for (const call of ['state', `objects?locationId=${backup.locationId}`])
      await get(`/leaver/v1/repositories/${theirs.repositoryId}/${call}`, all).expect(404);
  });

  it('is refused to every wrong code in one way, a few times a day', async () => {
    const bearer = await opened();
    const asked = await challenged(bearer);
    const right = code.answer(asked);
    const shuffled = Buffer.from(right, 'base64').reverse().toString('base64');
    const other = newTestCode();
    const key = Buffer.from(hkdfSync('sha256', Buffer.alloc(32), '', '', 32));
    const wrong = [
      { ...asked, answer: shuffled },
      { ...asked, answer: 'AAAA' },
      { challenge: 'bm90aGluZw', answer: right },
      { ...asked, answer: other.answer(asked) },
      { ...asked, answer: createHmac('sha256', key).update(asked.challenge).digest('base64') },
    ];
    const answers = [];
    for (const { challenge, answer } of wrong)
      answers.push(await post('/leaver/v1/proofs', bearer, { challenge, answer }));
    const told = answers.map(({ status, body }) => {
      const { requestId: _requestId, ...rest } = body as Record<string, unknown>;
      return JSON.stringify([status, rest]);
    });
    expect(new Set(told).size).toBe(1);
    expect(codeOf(answers[0] ?? { body: {} })).toBe('leaver-proof-refused');
    // Once: what was overheard on the way is good for nobody.
    const once = { challenge: asked.challenge, answer: right };
    await post('/leaver/v1/proofs', bearer, once).expect(201);
    expect(codeOf(await post('/leaver/v1/proofs', bearer, once))).toBe('leaver-proof-refused');
    for (let tries = 6; tries < 10; tries += 1)
      await post('/leaver/v1/proofs', bearer, { challenge: asked.challenge, answer: shuffled }).expect(401);
    const stopped = await prove(bearer);
    expect([stopped.status, codeOf(stopped)]).toEqual([429, 'too-many-requests']);
    await forget();
    expect((await prove(bearer)).status).toBe(201);
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'leaver.code-refused')).toHaveLength(10);
  });

  it('takes the code of the newest epoch only: the one before it was replaced', async () => {
    const next = newTestCode();
    await owner.patch(`/api/v1/people/${mira}`, { active: true }).expect(200);
    await backup.upload(...next.wraps(2));
    await owner.patch(`/api/v1/people/${mira}`, { active: false }).expect(200);
    url = await link();
    const bearer = await opened();
    expect(codeOf(await prove(bearer))).toBe('leaver-proof-refused');
    expect((await prove(bearer, next)).status).toBe(201);
    code = next;
  });

  it('asks somebody without a code like anybody, and no answer is right', async () => {
    const nobody = await owner.employee('Without a code');
    await owner.patch(`/api/v1/people/${nobody}`, { active: false }).expect(200);
    const bearer = await opened(await link(owner, nobody));
    expect((await get('/leaver/v1/kept', bearer).expect(200)).body).toMatchObject({ phones: [] });
    expect(codeOf(await prove(bearer))).toBe('leaver-proof-refused');
  });

  it('ends with a newer link, with the return, and with the minute at which the term is over', async () => {
    const first = url;
    const bearer = await opened();
    const all = await proven(bearer);
    url = await link();
    expect(codeOf(await open(first).expect(401))).toBe('leaver-link-refused');
    for (const old of [bearer, all])
      expect(codeOf(await get('/leaver/v1/kept', old).expect(401))).toBe('leaver-session-ended');
    const [newest, everything] = [await opened(), await proven(await opened())];
    const older = (days: number) =>
      app.sql(
        `UPDATE leavers_terms SET left_on = left_on - $2::int, access_until = access_until - $2::int
         WHERE employee_id = $1`,
        [mira, days],
      );
    await older(30);
    await get('/leaver/v1/kept', newest).expect(200);
    await older(1);
    for (const old of [newest, everything]) await get('/leaver/v1/kept', old).expect(401);
    await repository(everything).state().expect(401);
    expect(codeOf(await open(url).expect(401))).toBe('leaver-link-refused');
    await owner.post(`/api/v1/leavers/${mira}/link`).expect(404);
    await older(-31);
    const again = await opened();
    await owner.patch(`/api/v1/people/${mira}`, { active: true }).expect(200);
    await get('/leaver/v1/kept', again).expect(401);
    expect(codeOf(await open(url).expect(401))).toBe('leaver-link-refused');
    await owner.patch(`/api/v1/people/${mira}`, { active: false }).expect(200);
    url = await link();
  });

  it('never lives longer than the term, whatever the hour', async () => {
    await app.sql(
      `UPDATE leavers_terms SET left_on = (now() AT TIME ZONE 'UTC')::date - 30,
         access_until = (now() AT TIME ZONE 'UTC')::date WHERE employee_id = $1`,
      [mira],
    );
    const session = (await open(url).expect(201)).body as LeaverSession;
    const midnight = Date.parse(`${daysAfter(dayOf(new Date()), 1)}T00:00:00Z`);
    const hour = Date.now() + 3_600_000;
    expect(Date.parse(session.expiresAt)).toBeLessThanOrEqual(Math.min(midnight, hour) + 1000);
    await owner.patch(`/api/v1/people/${mira}`, { active: true }).expect(200);
    await owner.patch(`/api/v1/people/${mira}`, { active: false }).expect(200);
    url = await link();
  });

  it('is asked for from the page itself or from no page, and links are not tried out', async () => {
    await post('/leaver/v1/challenges', await opened())
      .set('origin', 'https://evil.example')
      .expect(403);
    const token = `hfl_${'A'.repeat(43)}`;
    await forget();
    for (const wrong of ['', 'hfl_short', token.slice(1), `${token}#x`])
      await app.http().post('/leaver/v1/sessions').send({ token: wrong }).expect(400);
    for (let tries = 0; tries < 30; tries += 1)
      await app.http().post('/leaver/v1/sessions').send({ token }).expect(401);
    const stopped = await app.http().post('/leaver/v1/sessions').send({ token }).expect(429);
    expect(codeOf(stopped)).toBe('too-many-requests');
    await forget();
    const mine = url.split('#')[1] ?? '';
    expect(app.log.all()).not.toContain(mine);
    const kept = await app.sql<{ text: string }>(
      'SELECT to_jsonb(l)::text AS text FROM entry.leaver_links l',
    );
    expect(kept.map(({ text }) => text).join()).not.toContain(mine.slice(4, 20));
  });

  it('is shown what holds it, and is not erased at a wish while it is held', async () => {
    const reviewBy = daysAfter(dayOf(new Date()), 30);
    await owner.put(`/api/v1/leavers/${mira}/hold`, { reason: 'A lawsuit', reviewBy }).expect(200);
    const bearer = await opened();
    expect((await get('/leaver/v1/kept', bearer).expect(200)).body).toMatchObject({
      erasureDueOn: null,
      hold: { reason: 'A lawsuit', reviewBy },
    });
    const all = await proven(bearer);
    expect(codeOf(await post('/leaver/v1/erasure', all, { everything: true }).expect(409))).toBe(
      'hold-stands',
    );
    await owner.delete(`/api/v1/leavers/${mira}/hold`).expect(200);
    const asked = await post('/leaver/v1/erasure', all, { everything: true }).expect(202);
    const { earliestAt } = asked.body as { earliestAt: string };
    // What was signed for an agent a minute ago is good for a quarter of an hour.
    expect(Date.parse(earliestAt)).toBeGreaterThan(Date.now() + 50 * 60_000);
    expect((await post('/leaver/v1/erasure', all, { everything: true }).expect(202)).body).toEqual({
      earliestAt,
    });
    await get('/leaver/v1/kept', all).expect(200);
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'leaver.erasure-asked')).toHaveLength(1);
    expect(actions).toEqual(
      expect.arrayContaining(['leaver.link-made', 'leaver.link-opened', 'leaver.code-proven']),
    );
    const log = (await app.audit(owner.companyId)).filter(({ action }) => action === 'leaver.code-proven');
    expect(log.at(-1)).toMatchObject({ actor: { kind: 'person', role: 'leaver' }, details: {} });
  });
});
