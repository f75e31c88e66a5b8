import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiScope, type ApiToken, PolicyV1 } from '@holdfast/contracts';
import { ApiTokenEntry } from '../entry/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { TestScript } from './testing/test-script.js';

const PATH = '/api/v1/api-tokens';

describe("a company's token", () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  const listed = async () =>
    (await owner.get(PATH).expect(200)).body as { items: ApiToken[]; scopes: string[] };
  const made = (scopes: readonly ApiScope[] = ['policies.read']) => TestScript.of(app, owner, scopes);
  const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;

  it('is shown once, kept as its hash, and ends at once when it is revoked', async () => {
    const script = await made();
    expect(script.token).toMatch(/^hfc_[\w-]{43}$/);
    const { items } = await listed();
    expect(JSON.stringify(items)).not.toContain(script.token);
    const kept = await app.sql(
      `SELECT encode(token_hash, 'escape') || t::text AS all FROM entry.api_tokens t`,
    );
    expect(JSON.stringify(kept)).not.toContain(script.token.slice(4));
    expect(items[0]).toMatchObject({
      id: script.tokenId,
      label: 'A script',
      scopes: ['policies.read'],
      madeBy: 'Olga Owner',
      usedOn: null,
      state: 'live',
    });
    await script.get('/api/v1/policies').expect(200);
    expect((await listed()).items[0]).toMatchObject({ usedOn: new Date().toISOString().slice(0, 10) });
    await owner.delete(`${PATH}/${script.tokenId}`).expect(204);
    await owner.delete(`${PATH}/${script.tokenId}`).expect(404);
    const refused = await script.get('/api/v1/policies').expect(401);
    expect(codeOf(refused)).toBe('api-token-refused');
    // A cookie beside a token that is refused does not help.
    await script.get('/api/v1/policies').set('cookie', owner.cookie).expect(401);
    expect((await listed()).items).toEqual([]);
    const log = await app.audit(owner.companyId);
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['api-token.made', 'api-token.revoked']),
    );
  });

  it('publishes under its label, without the console’s header, and only with the scope', async () => {
    const [reads, publishes] = [await made(), await made(['policies.publish', 'policies.read'])];
    const { items } = (await reads.get('/api/v1/policies').expect(200)).body as { items: { id: string }[] };
    const path = `/api/v1/policies/${items[0]?.id ?? ''}/versions`;
    const body = { basedOn: 1, policy: PolicyV1.parse({ schema: 1, name: 'By script' }) };
    expect(codeOf(await reads.send('post', path, body).expect(403))).toBe('scope-refused');
    await publishes.send('post', path, body).expect(201);
    const versions = (await owner.get(path).expect(200)).body as { items: { publishedBy: string }[] };
    expect(versions.items[0]?.publishedBy).toBe('A script');
    const log = (await owner.get('/api/v1/audit?action=policy.published').expect(200)).body as {
      items: { actor: object }[];
    };
    expect(log.items[0]?.actor).toMatchObject({ kind: 'token', name: 'A script', person: null });
    for (const method of ['post', 'put'] as const)
      await publishes.send(method, method === 'post' ? PATH : '/api/v1/my/answer', {}).expect(401);
  });

  it('that lists people is seen by those whom it lists', async () => {
    const script = await made(['coverage.read']);
    const person = await owner.colleague('employee');
    await script.get('/api/v1/gaps').expect(200);
    const { items } = (await person.get('/api/v1/me/access-log').expect(200)).body as { items: object[] };
    expect(items[0]).toMatchObject({ action: 'everybody.viewed', by: { name: 'A script', role: null } });
  });

  it('reads its own company alone', async () => {
    const stranger = await app.companyWithOwner('Elsewhere');
    const theirs = await TestScript.of(app, stranger);
    const { items } = (await owner.get('/api/v1/policies')).body as { items: { id: string }[] };
    await theirs.get(`/api/v1/policies/${items[0]?.id ?? ''}`).expect(404);
    expect(codeOf(await owner.delete(`${PATH}/${theirs.tokenId}`).expect(404))).toBe('not-found');
    await theirs.get('/api/v1/policies').expect(200);
  });

  it('expires, is warned of before, lasts a year at most, and is forgotten a month after', async () => {
    const answer = await owner
      .post(PATH, { label: 'Short', scopes: ['coverage.read'], days: 13 })
      .expect(201);
    const { token } = answer.body as { token: string };
    const used = () => app.http().get('/api/v1/overview').set('authorization', `Bearer ${token}`);
    expect((await listed()).items[0]).toMatchObject({ label: 'Short', state: 'ends-soon' });
    const age = (interval: string) =>
      app.sql(
        `WITH a AS (UPDATE api_tokens SET expires_at = now() - interval '${interval}' WHERE label = 'Short')
         UPDATE entry.api_tokens SET expires_at = now() - interval '${interval}'`,
      );
    await age('1 second');
    expect((await used().expect(401)).body).toMatchObject({ detail: expect.stringContaining('expired') });
    expect((await listed()).items[0]).toMatchObject({ state: 'expired' });
    await age('31 days');
    await app.get(ApiTokenEntry).deleteExpired();
    expect((await used().expect(401)).body).toMatchObject({
      detail: expect.stringContaining('no such token'),
    });
    for (const body of [{ days: 367 }, { scopes: [] }, { scopes: ['people.add'] }, { label: ' ' }])
      await owner.post(PATH, { label: 'Odd', scopes: ['coverage.read'], ...body }).expect(400);
  });

  it('is not guessed: failures are counted, who has one is never held up', async () => {
    const script = await made();
    const tries = [];
    for (let count = 0; count < 40; count += 1) {
      const bearer = `Bearer ${count % 2 ? `hfc_${'x'.repeat(43)}` : ''}`;
      tries.push((await app.http().get('/api/v1/policies').set('authorization', bearer)).status);
    }
    expect([tries[0], tries.at(-1)]).toEqual([401, 429]);
    await script.get('/api/v1/policies').expect(200);
  });
});
