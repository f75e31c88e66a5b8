import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactorOffer, SignInStep } from '@holdfast/contracts';
import { Entry } from '../entry/index.js';
import { AuthenticatorApp } from '../testing/authenticator-app.js';
import { SessionSweep } from './session-sweep.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('routes of the session', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    expect((await app.http().get('/api/v1/session/options').expect(200)).body).toEqual({
      setUpNeeded: true,
      singleSignOn: null,
    });
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  it('knows from then on that an owner exists', async () => {
    const options = await app.http().get('/api/v1/session/options').expect(200);
    expect(options.body).toEqual({ setUpNeeded: false, singleSignOn: null });
  });

  it('signs in with a cookie that only this origin gets back, and out again', async () => {
    const { email, password, authenticator } = owner;
    const step = await app
      .http()
      .post('/api/v1/session')
      .send({ email: email.toUpperCase(), password })
      .expect(200);
    expect(step.headers['set-cookie']).toBeUndefined();
    const { ask } = step.body as SignInStep;
    const answer = await app
      .http()
      .post('/api/v1/session/second-factor')
      .send({ ticket: ask?.ticket, totp: await authenticator?.code() })
      .expect(201);
    expect(answer.body).toMatchObject({
      employee: { id: owner.employeeId, role: 'owner' },
      company: { name: 'Northwind' },
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(
      /^__Host-holdfast=hfs_[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    const pair = cookie.split(';')[0] ?? '';
    expect((await app.http().get('/api/v1/me').set('cookie', pair).expect(200)).body).toEqual(answer.body);
    const out = await app
      .http()
      .delete('/api/v1/session')
      .set('cookie', pair)
      .set('x-holdfast-request', '1')
      .expect(200);
    expect(out.body).toEqual({ continueAt: null });
    expect((await app.http().get('/api/v1/me').set('cookie', pair).expect(401)).body).toMatchObject({
      code: 'sign-in-required',
    });
  });

  it('answers alike for a wrong password and for an address that nobody has', async () => {
    const texts = [];
    for (const email of [owner.email, 'nobody@example.com']) {
      const answer = await app.http().post('/api/v1/session').send({ email, password: 'wrong' }).expect(401);
      texts.push(JSON.stringify({ ...(answer.body as object), requestId: '' }));
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toContain('sign-in-refused');
  });

  it('makes one owner of twenty who try the same setup token at once', async () => {
    const companyId = await app.company('Race');
    const token = await app.get(Entry).replaceSetupToken(companyId);
    const racer = { token, name: 'Racer', email: 'racer@example.com' };
    const offered = await app.http().post('/api/v1/session/set-up/begin').send(racer).expect(200);
    const { ticket, totp } = offered.body as FactorOffer;
    const code = await new AuthenticatorApp(totp.secret).code();
    const tries = Array.from({ length: 20 }, (_, index) =>
      app
        .http()
        .post('/api/v1/session/set-up')
        .send({
          ...racer,
          email: `racer${index}@example.com`,
          password: 'long enough, really',
          ticket,
          totp: code,
        }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
  });

  it('refuses a setup token that is unknown or was used, and a short password', async () => {
    const person = { name: 'X', email: 'x@example.com' };
    const unknown = await app
      .http()
      .post('/api/v1/session/set-up/begin')
      .send({ ...person, token: 'hfset_0000000000000000' });
    // The twenty tries above came from the same place.
    expect(['setup-token-refused', 'too-many-requests']).toContain((unknown.body as { code: string }).code);
    const short = await app
      .http()
      .post('/api/v1/session/set-up')
      .send({ ...person, token: 'x'.repeat(20), ticket: 'x'.repeat(20), totp: '000000', password: 'short' });
    expect(short.body).toMatchObject({ code: 'request-invalid', issues: [{ path: 'password' }] });
  });

  it('slows down whoever guesses, and tells when to come back', async () => {
    const email = 'guessed@example.com';
    for (let tries = 0; tries < 10; tries += 1) {
      await app
        .http()
        .post('/api/v1/session')
        .send({ email, password: `guess ${tries}` })
        .expect(401);
    }
    const answer = await app.http().post('/api/v1/session').send({ email, password: 'guess' }).expect(429);
    expect(answer.body).toMatchObject({ code: 'too-many-requests' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
    await app
      .http()
      .post('/api/v1/session')
      .send({ email: owner.email, password: owner.password })
      .expect(200);
  });

  it('refuses changes without the header, and from another origin', async () => {
    const { cookie } = owner;
    const bare = await app.http().delete('/api/v1/session').set('cookie', cookie).expect(403);
    expect(bare.body).toMatchObject({ code: 'origin-refused' });
    await owner.delete('/api/v1/session').set('origin', 'https://evil.example').expect(403);
    await owner.delete('/api/v1/session').set('origin', 'null').expect(403);
    const login = { email: owner.email, password: owner.password };
    await app.http().post('/api/v1/session').set('origin', 'https://evil.example').send(login).expect(403);
    await app.http().post('/api/v1/session').set('origin', 'http://localhost:13199').send(login).expect(200);
    // Older browsers say no origin of a form's post; this one header no page can take away.
    const crossSite = app.http().post('/api/v1/session').set('sec-fetch-site', 'same-site').send(login);
    expect((await crossSite.expect(403)).body).toMatchObject({ code: 'origin-refused' });
    await app.http().post('/api/v1/session').set('sec-fetch-site', 'same-origin').send(login).expect(200);
    await owner.get('/api/v1/me').expect(200);
  });

  it('ends with its employee, its idle time and its age', async () => {
    const client = await app.database.superuser();
    const leaver = await owner.colleague('admin');
    await leaver.get('/api/v1/me').expect(200);
    await client.query('UPDATE people_employees SET active = false, left_at = now() WHERE id = $1', [
      leaver.employeeId,
    ]);
    await leaver.get('/api/v1/me').expect(401);
    for (const column of ['idle_expires_at', 'expires_at']) {
      const person = await owner.colleague('auditor');
      await client.query(`UPDATE entry.sessions SET ${column} = now() WHERE subject = $1`, [
        person.employeeId,
      ]);
      await person.get('/api/v1/me').expect(401);
    }
    await client.end();
  });

  it('takes no made-up cookie', async () => {
    for (const value of ['', 'x', 'hfs_' + 'A'.repeat(43), 'A'.repeat(5000), "' OR 1=1 --"]) {
      await app.http().get('/api/v1/me').set('cookie', `__Host-holdfast=${value}`).expect(401);
    }
  });

  it('leaves nothing of a session that expired', async () => {
    const person = await owner.colleague('admin');
    const rows = () => app.sql('SELECT FROM sessions_open WHERE employee_id = $1', [person.employeeId]);
    expect(await rows()).toHaveLength(1);
    await app.sql('UPDATE entry.sessions SET idle_expires_at = now() WHERE subject = $1', [
      person.employeeId,
    ]);
    await app.get(SessionSweep).sweep();
    expect(await rows()).toEqual([]);
    await owner.get('/api/v1/me').expect(200);
  });
});
