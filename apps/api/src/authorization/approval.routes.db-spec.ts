import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgentKey } from '../testing/agent-key.js';
import { TestAgent, tokensOf } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { CALLBACK, TestBrowser } from './testing/test-browser.js';

const laptop = { label: 'Laptop', os: 'linux', agentVersion: '0.1.0', keyStore: 'keychain' };

describe('enrolling in the browser', () => {
  let app: TestApp;
  let owner: TestConsole;
  let mira: TestConsole;
  let browser: TestBrowser;
  let key: AgentKey;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    mira = await owner.colleague('employee');
  });
  beforeEach(() => {
    browser = new TestBrowser(app, mira);
    key = new AgentKey();
  });
  afterAll(() => app.stop());

  const exchange = (code: string, wrong: Record<string, string> = {}, by = key) =>
    TestAgent.ask(app, by, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: browser.verifier,
      ...wrong,
    });
  const grants = async () =>
    (
      await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM entry.oauth_records WHERE kind = 'Grant'`)
    )[0]?.n;

  it('shows whose account and which workstation, and enrols it when its employee says so', async () => {
    const uid = await browser.ask(key);
    const shown = await browser.show(uid);
    expect(shown.body).toMatchObject({
      employee: { name: 'A employee', email: mira.email },
      company: { name: 'Northwind' },
      workstation: { label: "Mira's laptop", os: 'linux' },
    });
    const asked = Date.parse((shown.body as { askedAt: string }).askedAt);
    expect(Math.abs(Date.now() - asked)).toBeLessThan(60_000);
    const told = await browser.approve(uid);
    expect([told.get('state'), told.get('iss')]).toEqual(['a-state', 'http://localhost:13199/oauth']);
    const answer = await exchange(told.get('code') ?? '').expect(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({ token_type: 'DPoP', expires_in: 600, scope: 'agent' });
    expect(answer.body).not.toHaveProperty('id_token');
    const agent = TestAgent.before(app, key, tokensOf(answer));
    const enrolled = await agent.post('/agent/v1/enrol', laptop).expect(201);
    expect(enrolled.body).toMatchObject({ employee: { id: mira.employeeId } });
    const told2 = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(told2.slice(-2)).toEqual(['workstation.approved', 'workstation.enrolled']);
  });

  it('tells the agent when it is not theirs, and gives nothing', async () => {
    const before = await grants();
    const uid = await browser.ask(key);
    const { body } = await browser.decide(uid, 'refuse');
    // What was decided first stays.
    expect((await browser.decide(uid, 'approve')).body).toEqual(body);
    const told = await browser.goOn((body as { continueAt: string }).continueAt);
    expect([told.get('error'), told.get('code')]).toEqual(['access_denied', null]);
    expect(await grants()).toBe(before);
    expect((await app.audit(owner.companyId)).at(-1)?.action).toBe('workstation.declined');
  });

  it('enrols nobody by a link that was opened in another browser', async () => {
    const before = await grants();
    const uid = await browser.ask(key);
    const elsewhere = new TestBrowser(app, mira);
    for (const other of [elsewhere, new TestBrowser(app, owner)]) {
      expect((await other.show(uid)).status).toBe(404);
      expect((await other.decide(uid, 'approve')).status).toBe(404);
      const continued = await other.open(`/oauth/auth/${uid}`);
      expect(continued.headers['location']).toBe('/enrol-workstation/closed');
    }
    // Nor by the request of another browser with the address of this one.
    await elsewhere.ask(new AgentKey());
    expect((await elsewhere.decide(uid, 'approve')).status).toBe(404);
    expect(await grants()).toBe(before);
    // Not decided: where the asking browser goes on leads to the same question again, and to no code.
    const continued = await browser.open(`/oauth/auth/${uid}`);
    expect(continued.headers['location']).toMatch(/^\/enrol-workstation\/[\w-]{20,}$/);
  });

  it('shows nothing to who is not signed in, and takes no decision without the console’s header', async () => {
    const uid = await browser.ask(key);
    await app.http().get(`/api/v1/agent-authorizations/${uid}`).expect(401);
    await app
      .http()
      .post(`/api/v1/agent-authorizations/${uid}/approve`)
      .set('cookie', mira.cookie)
      .expect(403);
  });

  it('remembers nobody: cookies name the request and nothing else, and each enrolment is asked anew', async () => {
    const answer = await browser.open(browser.request(key));
    const set = [answer.headers['set-cookie'] ?? []].flat() as string[];
    expect(set.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      'hf_enrol',
      'hf_enrol.sig',
      'hf_enrol_resume',
      'hf_enrol_resume.sig',
    ]);
    for (const cookie of set) expect(cookie).toMatch(/httponly/i);
    for (const cookie of set) expect(cookie).toMatch(/samesite=lax/i);
    expect((await browser.approve(await browser.ask(key))).get('code')).toBeTruthy();
    expect(await browser.ask(key)).toMatch(/^[\w-]{20,}$/);
  });

  it.each([
    ['a foreign client', { client_id: 'somebody-else' }],
    ['another redirect address', { redirect_uri: 'https://evil.example/callback' }],
    ['another path on this computer', { redirect_uri: 'http://127.0.0.1:1/other' }],
    ['a name for this computer that another one may have', { redirect_uri: 'http://localhost:1/callback' }],
  ])('shows %s to the person, and sends nothing there', async (_what, wrong) => {
    const answer = await browser.open(browser.request(key, wrong));
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
  });

  it.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['PKCE without a hash', { code_challenge_method: 'plain' }],
    ['no key', { dpop_jkt: undefined }],
    ['a token in the address', { response_type: 'token' }],
    ['another resource', { resource: 'https://elsewhere.example' }],
    ['another scope', { scope: 'openid agent' }],
    ['no label', { workstation_label: undefined }],
    ['a label that is too long', { workstation_label: 'x'.repeat(65) }],
    ['a system that is none', { workstation_os: 'beos' }],
  ])('refuses %s', async (_what, wrong) => {
    const answer = await browser.open(browser.request(key, wrong));
    const to = new URL(answer.headers['location'] ?? 'none:');
    expect(to.origin).toBe(new URL(CALLBACK).origin);
    expect(`${to.search}${to.hash}`).toMatch(/^[?#]error=(invalid_|unsupported_)/);
  });

  it('gives tokens for a code once, to the key and verifier it was asked with', async () => {
    const code = (await browser.approve(await browser.ask(key))).get('code') ?? '';
    const refused = { error: 'invalid_grant' };
    expect((await exchange(code, { code_verifier: 'x'.repeat(43) }).expect(400)).body).toMatchObject(refused);
    expect((await exchange(code, { redirect_uri: `${CALLBACK}2` }).expect(400)).body).toMatchObject(refused);
    const tries = await Promise.all(Array.from({ length: 10 }, () => exchange(code)));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(tries.filter(({ status }) => status === 400)).toHaveLength(9);
    const stolen = (await browser.approve(await browser.ask(key))).get('code') ?? '';
    expect((await exchange(stolen, {}, new AgentKey()).expect(400)).body).toMatchObject(refused);
  });

  it('refuses an employee who left between the question and the answer', async () => {
    const leaver = await owner.colleague('employee');
    const theirs = new TestBrowser(app, leaver);
    const uid = await theirs.ask(key);
    const { body } = await theirs.decide(uid, 'approve');
    await owner.patch(`/api/v1/people/${leaver.employeeId}`, { active: false }).expect(200);
    const gone = await theirs.open((body as { continueAt: string }).continueAt);
    expect(gone.headers['location']).toMatch(/\?error=access_denied/);
  });

  it('keeps its cookies to encrypted connections where the server has one', async () => {
    const secure = await TestApp.start({ PUBLIC_ORIGIN: 'https://holdfast.example.com', TRUST_PROXY: '1' });
    try {
      const answer = await secure.http().get(browser.request(key)).redirects(0);
      expect(answer.headers['location']).toMatch(/^\/enrol-workstation\//);
      for (const cookie of [answer.headers['set-cookie'] ?? []].flat() as string[])
        expect(cookie).toMatch(/; secure/i);
    } finally {
      await secure.stop();
    }
  });

  it('says in its metadata what it does, at the public address whatever it was asked as', async () => {
    const answer = await app
      .http()
      .get('/oauth/.well-known/openid-configuration')
      .set('host', 'evil.example');
    expect(answer.body).toMatchObject({
      issuer: 'http://localhost:13199/oauth',
      authorization_endpoint: 'http://localhost:13199/oauth/auth',
      token_endpoint: 'http://localhost:13199/oauth/token',
      revocation_endpoint: 'http://localhost:13199/oauth/token/revocation',
      code_challenge_methods_supported: ['S256'],
      dpop_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['none'],
    });
    for (const none of ['introspection', 'userinfo', 'registration', 'device_authorization', 'end_session'])
      expect(answer.body).not.toHaveProperty(`${none}_endpoint`);
    await app.http().post('/oauth/token/introspection').expect(404);
    await app.http().post('/oauth/reg').expect(404);
  });
});
