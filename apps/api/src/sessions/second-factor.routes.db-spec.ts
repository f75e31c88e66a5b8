import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactorOffer, SignInStep } from '@holdfast/contracts';
import { INSTALLATION } from '../audit/index.js';
import { Entry } from '../entry/index.js';
import { TestApp } from '../testing/test-app.js';
import { AuthenticatorApp } from '../testing/authenticator-app.js';
import { type Misbehaviour, SoftwareAuthenticator } from '../testing/software-authenticator.js';
import type { TestConsole } from '../testing/test-console.js';

const ORIGIN = 'http://localhost:13199';

describe('second factors', () => {
  let app: TestApp;
  /** Has an authenticator app. */
  let owner: TestConsole;
  /** Has a passkey. */
  const passkey = new SoftwareAuthenticator(ORIGIN);
  const second = { name: 'Pia Passkey', email: 'pia@example.com', password: 'quiet harbours, seven' };
  let companyId: string;

  const post = (path: string, body: object) => app.http().post(`/api/v1/session${path}`).send(body);
  const begin = async (email: string, password: string): Promise<SignInStep> =>
    (await post('', { email, password }).expect(200)).body as SignInStep;
  const ask = async (email = second.email, password = second.password) => {
    const { ask: asked } = await begin(email, password);
    if (!asked) throw new Error('No second factor was asked for');
    return asked;
  };
  const reasons = async (id: string) =>
    (await app.audit(id))
      .filter(({ action }) => action === 'sign-in.refused')
      .map(({ details }) => details['reason']);
  const offer = async (name: string) => {
    companyId = await app.company(name);
    const token = await app.get(Entry).replaceSetupToken(companyId);
    const who = { token, name: second.name, email: second.email };
    const offered = await post('/set-up/begin', who).expect(200);
    return { who, offered: offered.body as FactorOffer };
  };

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  it('make an account by a passkey, in the transaction that uses up the setup token', async () => {
    const { who, offered } = await offer('Passkeys');
    expect(offered.passkey).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none' });
    const wrong: Misbehaviour[] = [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { challenge: 'b3RoZXI' },
      { userVerified: false },
      { format: 'packed' },
    ];
    const { password } = second;
    const { ticket } = offered;
    for (const misbehaviour of wrong) {
      const attestation = passkey.create(offered.passkey, misbehaviour);
      const answer = await post('/set-up', { ...who, password, ticket, passkey: attestation });
      expect([misbehaviour, answer.body]).toMatchObject([misbehaviour, { code: 'factor-refused' }]);
    }
    expect(await app.sql('SELECT FROM people_employees WHERE company_id = $1', [companyId])).toEqual([]);
    const attestation = passkey.create(offered.passkey, { counter: 0 });
    const made = await post('/set-up', { ...who, password, ticket, passkey: attestation }).expect(201);
    expect(made.body).toMatchObject({ employee: { name: second.name, role: 'owner' } });
    expect((await app.audit(companyId)).map(({ action, details }) => [action, details])).toEqual([
      ['company.created', {}],
      ['account.made', { factor: 'passkey' }],
      ['sign-in.by-break-glass', { factor: 'passkey' }],
    ]);
  });

  it('open a session by a passkey, once for each question', async () => {
    const asked = await ask();
    expect(asked.kinds).toEqual(['passkey']);
    if (!asked.passkey) throw new Error('No passkey was asked for');
    const assertion = passkey.get(asked.passkey);
    const proof = { ticket: asked.ticket, passkey: assertion };
    expect((await post('/second-factor', proof).expect(201)).headers['set-cookie']).toBeDefined();
    expect((await post('/second-factor', proof).expect(401)).body).toMatchObject({ code: 'ticket-refused' });
    const again = await ask();
    const replayed = await post('/second-factor', { ticket: again.ticket, passkey: assertion });
    expect(replayed.body).toMatchObject({ code: 'factor-refused' });
  });

  it.each<[string, Misbehaviour]>([
    ['passkey', { origin: 'http://localhost:1' }],
    ['passkey', { rpId: 'evil.example' }],
    ['passkey', { userVerified: false }],
    ['passkey-counter', { counter: 1 }],
  ])('are refused as %s for %j, and say no more', async (reason, misbehaviour) => {
    const asked = await ask();
    if (!asked.passkey) throw new Error('No passkey was asked for');
    const stranger = new SoftwareAuthenticator(ORIGIN);
    const wrong = { ticket: asked.ticket, passkey: passkey.get(asked.passkey, misbehaviour) };
    const answers = [
      await post('/second-factor', wrong).expect(401),
      await post('/second-factor', { ticket: asked.ticket, passkey: stranger.get(asked.passkey) }).expect(
        401,
      ),
    ];
    const told = answers.map(({ body }) => ({ ...(body as object), requestId: '' }));
    expect(told[0]).toEqual(told[1]);
    expect(told[0]).toMatchObject({ code: 'factor-refused' });
    expect((await reasons(companyId)).slice(-2)).toEqual([reason, 'passkey-unknown']);
  });

  it('give four who send one right code at once one session', async () => {
    const { email, password, authenticator } = owner;
    const tickets = [];
    for (let index = 0; index < 4; index += 1) tickets.push((await ask(email, password)).ticket);
    const totp = await authenticator?.code();
    const tries = await Promise.all(tickets.map((ticket) => post('/second-factor', { ticket, totp })));
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
    expect((await reasons(owner.companyId)).slice(-3)).toEqual([
      'totp-replayed',
      'totp-replayed',
      'totp-replayed',
    ]);
  });

  it('are held up after five wrong codes, by account and not by place', async () => {
    await app.sql('DELETE FROM entry.attempts');
    const { email, password } = owner;
    const { ticket } = await ask(email, password);
    for (let tries = 0; tries < 5; tries += 1) {
      await post('/second-factor', { ticket, totp: '000000' }).expect(401);
    }
    const held = await post('/second-factor', { ticket, totp: '000 000' }).expect(429);
    expect(held.body).toMatchObject({ code: 'too-many-requests' });
  });

  it('are asked of an account that has a password only, before it gets a session', async () => {
    await app.sql('DELETE FROM entry.attempts');
    await app.sql('DELETE FROM factors_totps WHERE company_id = $1', [owner.companyId]);
    const { email, password } = owner;
    const steps = [await begin(email, password), await begin(email, password)];
    expect(steps.map(({ ask: asked }) => asked)).toEqual([null, null]);
    const [first, other] = steps.map(({ enrol }) => enrol as FactorOffer);
    if (!first || !other) throw new Error('Nothing was offered');
    await post('/second-factor', { ticket: first.ticket, totp: '000000' }).expect(401);
    const totp = await new AuthenticatorApp(first.totp.secret).code();
    const enrolled = { ticket: first.ticket, totp };
    await app.http().post('/api/v1/session/first-factor').send(enrolled).expect(201);
    // Whoever else knew the password, and was slower, adds nothing any more.
    const late = await new AuthenticatorApp(other.totp.secret).code();
    const refused = await post('/first-factor', { ticket: other.ticket, totp: late }).expect(401);
    expect(refused.body).toMatchObject({ code: 'ticket-refused' });
    expect((await ask(email, password)).kinds).toEqual(['totp']);
    expect((await app.audit(owner.companyId)).map(({ action }) => action)).toContain('account.factor-added');
  });

  it('take no ticket that is made up, expired, or of another step', async () => {
    const { ticket } = await ask();
    await post('/first-factor', { ticket, totp: '000000' }).expect(401);
    await post('/second-factor', { ticket: `${ticket.slice(0, -8)}AAAAAAAA`, totp: '000000' }).expect(401);
    expect((await reasons(INSTALLATION)).slice(-2)).toEqual(['ticket', 'ticket']);
  });

  it('leave no address of a stranger in the log, and no secret in the database', async () => {
    await post('', { email: 'stranger@example.com', password: 'whatever it is' }).expect(401);
    const log = await app.audit(INSTALLATION);
    expect(log.at(-1)).toMatchObject({ action: 'sign-in.refused', details: { reason: 'no-account' } });
    expect(JSON.stringify(log)).not.toContain('stranger');
    const [row] = await app.sql<{ sealed: Buffer }>('SELECT sealed_secret AS sealed FROM factors_totps');
    expect(row?.sealed.toString('latin1')).not.toMatch(/[A-Z2-7]{32}/);
  });
});
