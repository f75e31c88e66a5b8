import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactorRequest, OwnSession } from '@holdfast/contracts';
import type { z } from 'zod';
import { AuthenticatorApp } from '../testing/authenticator-app.js';
import { SoftwareAuthenticator } from '../testing/software-authenticator.js';
import { TestAccount } from '../testing/test-account.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const ORIGIN = 'http://localhost:13199';
type Session = z.infer<typeof OwnSession>;

describe("one's own account", () => {
  let app: TestApp;
  let owner: TestConsole;
  let account: TestAccount;
  const passkey = new SoftwareAuthenticator(ORIGIN);
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    account = new TestAccount(owner);
  });
  afterAll(() => app.stop());

  const forgetConfirmation = () =>
    app.sql('UPDATE sessions_open SET confirmed_until = now() WHERE company_id = $1', [owner.companyId]);
  const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
  const sessionsOf = async (person: TestConsole) =>
    ((await person.get('/api/v1/account/sessions').expect(200)).body as { items: Session[] }).items;

  it('is nobody else’s: who comes by single sign-on has none', async () => {
    const colleague = await owner.colleague('admin');
    expect((await colleague.get('/api/v1/account').expect(200)).body).toEqual({ breakGlass: null });
    await colleague.post('/api/v1/account/confirmation/begin').expect(404);
    await colleague.post('/api/v1/account/factors/begin').expect(404);
    const change = { former: owner.password, password: 'something else now' };
    await colleague.put('/api/v1/account/password', change).expect(404);
  });

  it('changes only for who confirmed lately: right after the sign-in, or by a second factor', async () => {
    await forgetConfirmation();
    const calls = [
      owner.post('/api/v1/account/factors/begin'),
      owner.delete('/api/v1/account/totp'),
      owner.put('/api/v1/account/password', { former: owner.password, password: 'something else now' }),
    ];
    for (const call of calls) expect(codeOf(await call.expect(403))).toBe('confirmation-needed');
    const asked = await owner.post('/api/v1/account/confirmation/begin').expect(200);
    const { ticket } = asked.body as FactorRequest;
    const wrong = await owner.post('/api/v1/account/confirmation', { ticket, totp: '000000' }).expect(401);
    expect(codeOf(wrong)).toBe('factor-refused');
    const other = await owner.again();
    const stolen = await other.post('/api/v1/account/confirmation', { ticket, totp: '000000' }).expect(401);
    expect(codeOf(stolen)).toBe('ticket-refused');
    expect((await account.confirm()).status).toBe(204);
    expect(codeOf(await other.delete('/api/v1/account/totp').expect(403))).toBe('confirmation-needed');
    await owner.post('/api/v1/account/factors/begin').expect(200);
  });

  it('gets passkeys with names of their own, and a new app in the place of the former', async () => {
    expect(codeOf(await owner.delete('/api/v1/account/totp').expect(409))).toBe('last-factor');
    expect((await account.addPasskey(passkey)).status).toBe(201);
    const twice = await account.addPasskey(passkey);
    expect(codeOf(twice)).toBe('factor-refused');
    await owner.patch(await account.newestPasskey(), { name: ' The key in the drawer ' }).expect(200);
    const [kept] = (await account.read()).passkeys;
    await owner.patch(`/api/v1/account/passkeys/${kept?.id ?? ''}`, { name: '' }).expect(400);
    await owner.delete(`/api/v1/account/passkeys/${owner.employeeId}`).expect(404);
    const { ticket, totp } = await account.offer();
    const renewed = new AuthenticatorApp(totp.secret);
    await owner.post('/api/v1/account/factors', { ticket, totp: await renewed.code() }).expect(201);
    expect(await account.read()).toMatchObject({
      totpAddedOn: new Date().toISOString().slice(0, 10),
      passkeys: [{ name: 'The key in the drawer', usedOn: null }],
    });
  });

  it('can be confirmed by the new passkey', async () => {
    await forgetConfirmation();
    const asked = await owner.post('/api/v1/account/confirmation/begin').expect(200);
    const { ticket, passkey: options } = asked.body as FactorRequest;
    if (!options) throw new Error('No passkey was asked for');
    const proof = { ticket, passkey: passkey.get(options) };
    await owner.post('/api/v1/account/confirmation', proof).expect(204);
    expect((await account.read()).passkeys[0]?.usedOn).not.toBeNull();
  });

  it('keeps its last factor, also when both are removed at once', async () => {
    const path = await account.newestPasskey();
    const both = [owner.delete('/api/v1/account/totp'), owner.delete(path)];
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { totpAddedOn, passkeys } = await account.read();
    expect([totpAddedOn !== null, passkeys.length > 0].filter(Boolean)).toHaveLength(1);
  });

  it('changes its password with the former one, and ends every other session', async () => {
    const other = await owner.again();
    const change = { former: 'not the one', password: 'eight quiet harbours' };
    const wrong = await owner.put('/api/v1/account/password', change).expect(401);
    expect(codeOf(wrong)).toBe('sign-in-refused');
    const right = { former: owner.password, password: 'eight quiet harbours' };
    const changed = await owner.put('/api/v1/account/password', right).expect(200);
    expect((changed.body as { ended: number }).ended).toBeGreaterThan(0);
    await other.get('/api/v1/me').expect(401);
    await owner.get('/api/v1/me').expect(200);
    const login = { email: owner.email, password: owner.password };
    await app.http().post('/api/v1/session').send(login).expect(401);
    await app
      .http()
      .post('/api/v1/session')
      .send({ ...login, password: right.password })
      .expect(200);
  });

  it('lists its own sessions, ends one of them or all others, and none of somebody else', async () => {
    const [first, second] = [await owner.again(), await owner.again()];
    const colleague = await owner.colleague('auditor');
    const [theirs] = await sessionsOf(colleague);
    const mine = await sessionsOf(owner);
    expect(mine).toHaveLength(3);
    expect(mine.filter(({ current }) => current)).toHaveLength(1);
    expect(mine.map(({ method, browser }) => [method, browser])).toContainEqual([
      'break-glass',
      'Another test',
    ]);
    await owner.delete(`/api/v1/account/sessions/${theirs?.id ?? ''}`).expect(404);
    const newest = mine[0]?.id ?? '';
    expect((await owner.delete(`/api/v1/account/sessions/${newest}`).expect(200)).body).toEqual({ ended: 1 });
    await second.get('/api/v1/me').expect(401);
    expect((await owner.delete('/api/v1/account/sessions').expect(200)).body).toEqual({ ended: 1 });
    await first.get('/api/v1/me').expect(401);
    await colleague.get('/api/v1/me').expect(200);
  });

  it('lets IT sign an employee out everywhere, and nobody else', async () => {
    const person = await owner.colleague('helpdesk');
    const path = `/api/v1/people/${person.employeeId}/sessions`;
    expect(codeOf(await person.delete(path).expect(403))).toBe('role-refused');
    expect((await owner.delete(path).expect(200)).body).toEqual({ ended: 1 });
    await person.get('/api/v1/me').expect(401);
    await owner.delete(`/api/v1/people/${owner.companyId}/sessions`).expect(404);
  });

  it('has what it did on record', async () => {
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    for (const action of [
      'account.confirmed',
      'account.factor-added',
      'account.factor-renamed',
      'account.factor-removed',
      'account.password-changed',
      'session.revoked',
    ] as const) {
      expect(actions).toContain(action);
    }
  });
});
