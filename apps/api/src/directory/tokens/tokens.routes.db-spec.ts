import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Directory } from '@holdfast/contracts';
import { DirectoryEntry } from '../../entry/index.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { TestDirectory } from '../testing/test-directory.js';

describe("a directory's token", () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  const tokens = async () => ((await owner.get('/api/v1/directory').expect(200)).body as Directory).tokens;
  const used = (token: string) =>
    app.http().get('/scim/v2/Users?count=0').set('authorization', `Bearer ${token}`);

  it('is shown once, kept as its hash, and ends at once when it is revoked', async () => {
    const { token, tokenId } = await TestDirectory.of(app, owner);
    expect(token).toMatch(/^hfd_[\w-]{43}$/);
    expect(JSON.stringify(await tokens())).not.toContain(token);
    const kept = await app.sql(
      `SELECT encode(token_hash, 'escape') || t::text AS all FROM entry.scim_tokens t`,
    );
    expect(JSON.stringify(kept)).not.toContain(token.slice(4));
    expect((await tokens())[0]).toMatchObject({ id: tokenId, label: 'Test', state: 'live', usedOn: null });
    await used(token).expect(200);
    const today = new Date().toISOString().slice(0, 10);
    expect((await tokens())[0]).toMatchObject({ usedOn: today, madeOn: today });
    await owner.delete(`/api/v1/directory/tokens/${tokenId}`).expect(204);
    await owner.delete(`/api/v1/directory/tokens/${tokenId}`).expect(404);
    const refused = await used(token).expect(401).expect('www-authenticate', 'Bearer');
    expect(refused.body).toMatchObject({
      status: '401',
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    });
    expect(await tokens()).toEqual([]);
    const log = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(log).toEqual(expect.arrayContaining(['directory.token-made', 'directory.token-revoked']));
  });

  it('expires, is warned of before, and is forgotten a month after', async () => {
    const made = await owner.post('/api/v1/directory/tokens', { label: 'Short', days: 29 }).expect(201);
    const { token } = made.body as { token: string };
    expect((await tokens())[0]).toMatchObject({ label: 'Short', state: 'ends-soon' });
    const age = (interval: string) =>
      app.sql(
        `WITH a AS (UPDATE directory_tokens SET expires_at = now() - interval '${interval}')
         UPDATE entry.scim_tokens SET expires_at = now() - interval '${interval}'`,
      );
    await age('1 second');
    expect((await used(token).expect(401)).body).toMatchObject({
      detail: expect.stringContaining('expired'),
    });
    expect((await tokens())[0]).toMatchObject({ state: 'expired' });
    await age('31 days');
    await app.get(DirectoryEntry).deleteExpired();
    expect((await used(token).expect(401)).body).toMatchObject({
      detail: expect.stringContaining('no such token'),
    });
    await owner.post('/api/v1/directory/tokens', { label: 'Long', days: 800 }).expect(400);
  });

  it('opens its own company alone, and nothing but SCIM', async () => {
    const [mine, stranger] = [await TestDirectory.of(app, owner), await app.companyWithOwner('Elsewhere')];
    const theirs = await TestDirectory.of(app, stranger);
    const { id, userName } = await theirs.user();
    const group = await theirs.send('post', '/Groups', { displayName: 'Theirs' }).expect(201);
    const { id: groupId } = group.body as { id: string };
    const body = { schemas: [], userName: 'x@northwind.example', displayName: 'Stolen' };
    for (const path of [`/Users/${id}`, `/Groups/${groupId}`]) {
      await mine.get(path).expect(404);
      await mine.send('put', path, body).expect(404);
      await mine.patch(path, { op: 'replace', value: { displayName: 'Stolen' } }).expect(404);
      await mine.send('delete', path).expect(404);
    }
    expect(
      await mine.ids(`/Users?filter=${encodeURIComponent(`userName eq "${String(userName)}"`)}`),
    ).toEqual([]);
    expect(await mine.ids('/Groups')).toEqual([]);
    await mine.send('post', '/Groups', { displayName: 'Mine', members: [{ value: id }] }).expect(400);
    expect((await mine.user({ userName })).id).not.toBe(id);
    for (const path of ['/api/v1/people', '/agent/v1/policy', '/api/v1/directory'])
      await app.http().get(path).set('authorization', `Bearer ${mine.token}`).expect(401);
    await used(owner.cookie).expect(401);
    await app.http().get('/scim/v2/Users').set('cookie', owner.cookie).expect(401);
    await app.http().get('/scim/v2/Schemas').expect(401);
  });

  it('is not guessed: failures are counted, who has one is never held up', async () => {
    const { token } = await TestDirectory.of(app, owner);
    const answers = [];
    for (let tries = 0; tries < 40; tries += 1) answers.push((await used(`hfd_${'x'.repeat(43)}`)).status);
    expect([answers[0], answers.at(-1)]).toEqual([401, 429]);
    const held = await used('hfd_y');
    expect([held.status, Number(held.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(held.body).toMatchObject({ status: '429' });
    await used(token).expect(200);
  });

  it('answers broken bodies and foreign media types in its own form', async () => {
    const { token } = await TestDirectory.of(app, owner);
    const post = (type: string, text: string) =>
      app
        .http()
        .post('/scim/v2/Users')
        .set('authorization', `Bearer ${token}`)
        .set('content-type', type)
        .send(text);
    for (const [type, text, status] of [
      ['application/scim+json', '{"userName":', 400],
      ['application/json', '[]', 400],
      ['application/scim+json', '"text"', 400],
      ['text/plain', '{}', 400],
      ['application/scim+json', `{"userName":"${'a'.repeat(3_000_000)}"}`, 413],
      ['application/scim+json', '{"userName":"a\\u0000b@x.example"}', 400],
      ['application/scim+json', '{"userName":"no address"}', 400],
      ['application/scim+json', '{"__proto__":{"userName":"a@b.example"}}', 400],
    ] as const) {
      const answer = await post(type, text);
      expect([text.slice(0, 40), answer.status]).toEqual([text.slice(0, 40), status]);
      expect(answer.body).toMatchObject({ status: String(status) });
    }
    expect(({} as Record<string, unknown>)['userName']).toBeUndefined();
  });
});
