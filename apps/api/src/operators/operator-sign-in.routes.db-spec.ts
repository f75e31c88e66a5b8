import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactorOffer, FactorRequest } from '@holdfast/contracts';
import { AuthenticatorApp } from '../testing/authenticator-app.js';
import { SoftwareAuthenticator } from '../testing/software-authenticator.js';
import { TestApp } from '../testing/test-app.js';
import { FirstOperator } from './first-operator.js';

const PASSWORD = 'nine quiet harbours';
const NOBODY = '00000000-0000-0000-0000-000000000000';
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const cookieOf = (answer: { headers: Record<string, string> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

describe('how an operator comes in', () => {
  let app: TestApp;
  let authenticator: AuthenticatorApp;
  let cookie: string;
  const passkey = new SoftwareAuthenticator('http://localhost:13199');
  const first = { name: 'Oda', email: 'Oda@consult.example' };

  beforeAll(async () => {
    app = await TestApp.start({ OPERATORS: '1' });
  });
  afterAll(() => app.stop());

  const post = (path: string, body: object) => app.http().post(path).send(body);
  const printed = async () => {
    let text = '';
    await app.get(FirstOperator).run((line) => (text += line));
    return /Operator token: (\S+)/.exec(text)?.[1];
  };
  const offer = async (token: string, who: object) =>
    (await post('/operator/v1/session/set-up/begin', { token, ...who }).expect(200)).body as FactorOffer;
  const ask = async (email: string) =>
    (await post('/operator/v1/session', { email, password: PASSWORD }).expect(200)).body as FactorRequest;
  const refusals = async () =>
    (await app.audit(NOBODY))
      .filter(({ action }) => action === 'sign-in.refused')
      .map(({ details }) => details['reason']);

  it('makes the first account by the token that a start prints, which ends with the next start', async () => {
    const old = (await printed()) ?? '';
    const token = (await printed()) ?? '';
    expect(code(await post('/operator/v1/session/set-up/begin', { token: old, ...first }).expect(401))).toBe(
      'setup-token-refused',
    );
    const { ticket, totp } = await offer(token, first);
    authenticator = new AuthenticatorApp(totp.secret);
    const proof = { ticket, totp: await authenticator.code() };
    const tries = Array.from({ length: 5 }, () =>
      post('/operator/v1/session/set-up', { token, ...first, password: PASSWORD, ...proof }),
    );
    const answers = await Promise.all(tries);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401]);
    const made = answers.find(({ status }) => status === 201);
    expect(made?.body).toMatchObject({ operator: { name: 'Oda' } });
    expect(String(made?.headers['set-cookie'])).toMatch(
      /^__Host-holdfast-operator=hfo_[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    cookie = cookieOf(made as never);
    await app.http().get('/operator/v1/companies').set('cookie', cookie).expect(200);
    expect(await printed()).toBeUndefined();
  });

  it('keeps no address', async () => {
    const [row] = await app.sql<{ text: string }>(
      'SELECT to_jsonb(a)::text AS text FROM operator.accounts a',
    );
    expect(row?.text).toContain('Oda');
    expect(row?.text.toLowerCase()).not.toContain('consult');
  });

  it('asks for password and second factor, and each sign-in ends the former session of the browser', async () => {
    const { ticket, kinds, passkey: options } = await ask(' oda@CONSULT.example'.trim());
    expect([kinds, options]).toEqual([['totp'], null]);
    const proof = { ticket, totp: await authenticator.code() };
    const answer = await post('/operator/v1/session/second-factor', proof).set('cookie', cookie).expect(201);
    await app.http().get('/operator/v1/me').set('cookie', cookie).expect(401);
    cookie = cookieOf(answer as never);
    const me = await app.http().get('/operator/v1/me').set('cookie', cookie).expect(200);
    expect(me.body).toEqual(answer.body);
    expect(code(await post('/operator/v1/session/second-factor', proof).expect(401))).toBe('ticket-refused');
  });

  it('answers alike for a wrong password, a person of a company and nobody', async () => {
    const owner = await app.companyWithOwner();
    const bodies = [];
    for (const [email, password] of [
      [first.email, 'wrong'],
      [owner.email, owner.password],
      ['nobody@example.com', 'wrong'],
    ]) {
      const { body } = await post('/operator/v1/session', { email, password }).expect(401);
      bodies.push(JSON.stringify({ ...(body as object), requestId: '' }));
    }
    expect(new Set(bodies).size).toBe(1);
    expect((await refusals()).slice(-3)).toEqual(['password', 'no-account', 'no-account']);
  });

  it('takes no ticket of a person, and gives none that a person’s door takes', async () => {
    const owner = await app.companyWithOwner('Other door');
    const login = { email: owner.email, password: owner.password };
    const asked = await app.http().post('/api/v1/session').send(login).expect(200);
    const { ticket } = (asked.body as { ask: FactorRequest }).ask;
    const totp = await owner.authenticator?.code();
    expect(code(await post('/operator/v1/session/second-factor', { ticket, totp }).expect(401))).toBe(
      'ticket-refused',
    );
    const mine = { ticket: (await ask(first.email)).ticket, totp: '000000' };
    const there = await app.http().post('/api/v1/session/second-factor').send(mine).expect(401);
    expect(code(there)).toBe('ticket-refused');
    // The address alone opens nothing there either.
    const attempt = { email: first.email, password: PASSWORD };
    expect(code(await app.http().post('/api/v1/session').send(attempt).expect(401))).toBe('sign-in-refused');
  });

  it('lets a further operator make an account by passkey, once, under an address of their own', async () => {
    const invited = await app
      .http()
      .post('/operator/v1/operators')
      .set({ cookie, 'x-holdfast-request': '1' })
      .expect(201);
    const { token } = invited.body as { token: string };
    const taken = await offer(token, { name: 'Otto', email: first.email });
    const twice = { token, name: 'Otto', email: first.email, password: PASSWORD, ticket: taken.ticket };
    const attestation = passkey.create(taken.passkey);
    expect(
      code(await post('/operator/v1/session/set-up', { ...twice, passkey: attestation }).expect(409)),
    ).toBe('version-conflict');
    const who = { name: 'Otto', email: 'otto@consult.example' };
    const { ticket, passkey: options } = await offer(token, who);
    const entered = { token, ...who, password: PASSWORD, ticket, passkey: passkey.create(options) };
    await post('/operator/v1/session/set-up', entered).expect(201);
    expect(code(await post('/operator/v1/session/set-up', entered).expect(401))).toBe('setup-token-refused');
    const asked = await ask(who.email);
    if (!asked.passkey) throw new Error('No passkey was asked for');
    const proof = { ticket: asked.ticket, passkey: passkey.get(asked.passkey) };
    await post('/operator/v1/session/second-factor', proof).expect(201);
  });

  it('lets nobody in who was deactivated, not even with a ticket from before', async () => {
    const { ticket, passkey: options } = await ask('otto@consult.example');
    await app.sql(`UPDATE operator.accounts SET active = false WHERE name = 'Otto'`);
    if (!options) throw new Error('No passkey was asked for');
    const proof = { ticket, passkey: passkey.get(options) };
    expect(code(await post('/operator/v1/session/second-factor', proof).expect(401))).toBe('ticket-refused');
    await post('/operator/v1/session', { email: 'otto@consult.example', password: PASSWORD }).expect(401);
    expect((await refusals()).at(-1)).toBe('left');
  });

  it('slows down whoever guesses', async () => {
    const email = 'guessed@consult.example';
    for (let tries = 0; tries < 5; tries += 1)
      await post('/operator/v1/session', { email, password: 'guess' }).expect(401);
    expect(code(await post('/operator/v1/session', { email, password: 'guess' }).expect(429))).toBe(
      'too-many-requests',
    );
  });

  it('is on record in the installation’s log, without address', async () => {
    const actions = (await app.audit(NOBODY)).map(({ action }) => action);
    for (const action of [
      'operator.made',
      'sign-in.by-break-glass',
      'sign-in.refused',
      'operator.token-made',
    ])
      expect(actions).toContain(action);
    expect(JSON.stringify(await app.audit(NOBODY))).not.toContain('consult.example');
  });
});
