import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endpoints } from '@holdfast/contracts';
import { newIdpKey } from '@holdfast/idp-simulator';
import { TestDirectory } from '../directory/testing/test-directory.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { cookieOf, TestProvider } from './testing/test-provider.js';

const SESSION = '__Host-holdfast';

describe('signing in by an identity provider', () => {
  let app: TestApp;
  let owner: TestConsole;
  let provider: TestProvider;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    provider = await TestProvider.drafted(app, owner);
  });
  afterAll(() => app.stop());

  const me = async (cookie: string | undefined) =>
    (
      await app
        .http()
        .get('/api/v1/me')
        .set('cookie', cookie ?? '')
    ).body as { employee: { id: string; name: string; role: string } };
  const actions = async () =>
    (await app.audit(owner.companyId)).map(({ action, details }) =>
      [action, details['reason']].filter(Boolean).join(' '),
    );

  it('has the addresses that the contracts declare', () => {
    const { id, serviceProvider } = provider.connection;
    const at = ({ path }: { path: string }) => `http://localhost:13199${path.replace(':id', id)}`;
    expect(serviceProvider).toMatchObject({
      signInUrl: at(endpoints.ssoStart),
      acsUrl: at(endpoints.ssoAcs),
      sloUrl: at(endpoints.ssoLogout),
      metadataUrl: at(endpoints.ssoMetadata),
      entityId: at(endpoints.ssoMetadata),
    });
    expect(endpoints.ssoLogoutPost.path).toBe(endpoints.ssoLogout.path);
  });

  it('is offered to nobody before it is switched on, and is not switched on before a test login passed', async () => {
    expect((await app.http().get('/api/v1/session/options')).body).toMatchObject({ singleSignOn: null });
    const { signInUrl } = provider.connection.serviceProvider;
    const away = await app.http().get(new URL(signInUrl).pathname).expect(303);
    expect(away.headers['location']).toMatch(/^\/sign-in\?refused=single-sign-on&request=/);
    await owner.post(`${provider.path}/switch-on`).expect(409, /sso-not-tested/);
    // A test begins only for somebody who may change the connection.
    await app
      .http()
      .get(`${new URL(signInUrl).pathname}?test=1`)
      .expect(404);
    const auditor = await owner.colleague('auditor');
    await auditor.get(`${new URL(signInUrl).pathname}?test=1`).expect(404);
  });

  it('shows what a test login received and how it is mapped, opens no session and adds nobody', async () => {
    await provider.passTest();
    expect(provider.connection).toMatchObject({
      mayBeSwitchedOn: true,
      test: {
        passed: true,
        received: { nameId: 'mira-1', signed: ['response', 'assertion'], encrypted: false },
        mapped: { name: 'Mira Haddad', email: 'mira@northwind.example', role: 'employee' },
      },
    });
    expect((await owner.get('/api/v1/people')).body).toMatchObject({ total: 2 });
    expect(await actions()).toContain('sso.tested');
  });

  it('maps a test login anew when the mapping changes, and asks for another when what is accepted changes', async () => {
    await provider.change({ groups: [{ group: 'staff', role: 'auditor' }] });
    expect(provider.connection.test?.mapped?.role).toBe('auditor');
    await provider.change({ attributes: { name: null, email: 'mail', department: null, groups: null } });
    expect(provider.connection).toMatchObject({
      mayBeSwitchedOn: false,
      test: { passed: false, refusal: { code: 'email-missing' } },
    });
    const attributes = { name: 'displayName', email: 'email', department: 'department', groups: 'groups' };
    await provider.change({ attributes, groups: [] });
    expect(provider.connection.mayBeSwitchedOn).toBe(true);
    await provider.change({ encryptedOnly: true });
    expect(provider.connection).toMatchObject({ mayBeSwitchedOn: false, test: null });
    await provider.change({ encryptedOnly: false });
  });

  it('tells the tester why a login does not pass', async () => {
    await provider.passTest({ assertion: { conditions: { audiences: ['https://other.example'] } } });
    expect(provider.connection).toMatchObject({
      mayBeSwitchedOn: false,
      test: { passed: false, refusal: { code: 'audience' } },
    });
  });

  it('is switched on once it passed, and offered on the sign-in page of the only company', async () => {
    await provider.passTest();
    await provider.switchOn();
    expect(provider.connection).toMatchObject({ draft: null, live: { idpEntityId: provider.entityId } });
    const { signInUrl } = provider.connection.serviceProvider;
    const options = await app.http().get('/api/v1/session/options');
    expect(options.body).toMatchObject({ singleSignOn: { signInUrl } });
  });

  it('asks by a signed AuthnRequest for a persistent NameID, and marks the browser', async () => {
    const { request, cookie } = await provider.begin('?returnTo=/phones');
    const { entityId, acsUrl } = provider.connection.serviceProvider;
    expect(request).toMatchObject({
      issuer: entityId,
      acsUrl,
      destination: 'https://idp.example/sso',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      relayState: '/phones',
      forceAuthn: false,
    });
    expect(cookie).toMatch(/^__Host-holdfast-sign-in=[\w-]{43}$/);
  });

  it('makes an employee of whoever signs in first, and knows them by their NameID from then on', async () => {
    const answer = await provider.signIn();
    expect([answer.status, answer.headers['location']]).toEqual([303, '/phones']);
    const first = await me(cookieOf(answer, SESSION));
    expect(first.employee).toMatchObject({ name: 'Mira Haddad', role: 'employee' });
    const again = await provider.signIn({
      assertion: { attributes: { email: 'mira.new@northwind.example', displayName: 'Mira Berg' } },
    });
    const second = await me(cookieOf(again, SESSION));
    expect(second.employee).toMatchObject({ id: first.employee.id, name: 'Mira Berg' });
    expect((await actions()).slice(-4)).toEqual([
      'person.added',
      'sign-in.succeeded',
      'person.changed',
      'sign-in.succeeded',
    ]);
  });

  it('never takes an account by its e-mail address alone', async () => {
    const takeOwner = await provider.signIn({
      assertion: { nameId: 'thief', attributes: { email: owner.email } },
    });
    expect(takeOwner.headers['location']).toMatch(/^\/sign-in\?refused=/);
    expect(cookieOf(takeOwner, SESSION)).toBeUndefined();
    expect(await actions()).toContain('sign-in.refused person-taken');
    const taken = await provider.signIn({
      assertion: { nameId: 'thief', attributes: { email: 'mira.new@northwind.example' } },
    });
    expect(cookieOf(taken, SESSION)).toBeUndefined();
    const added = await owner
      .post('/api/v1/people', { name: 'Jonas', email: 'jonas@northwind.example' })
      .expect(201);
    const jonas = await provider.signIn({
      assertion: { nameId: 'jonas-1', attributes: { email: 'Jonas@Northwind.Example' } },
    });
    expect((await me(cookieOf(jonas, SESSION))).employee.id).toBe((added.body as { id: string }).id);
  });

  it('refuses who has left, and who is not known when nobody may join', async () => {
    const left = await owner.colleague('employee');
    await app.sql('UPDATE people_employees SET active = false, left_at = now() WHERE id = $1', [
      left.employeeId,
    ]);
    await app.sql('INSERT INTO sso_identities VALUES ($1, $2, $3, $4)', [
      owner.companyId,
      provider.entityId,
      'left-1',
      left.employeeId,
    ]);
    const refused = await provider.signIn({ assertion: { nameId: 'left-1' } });
    expect(cookieOf(refused, SESSION)).toBeUndefined();
    await provider.change({ joinOnSignIn: false });
    await provider.passTest();
    await provider.switchOn();
    const stranger = await provider.signIn({
      assertion: { nameId: 'new-1', attributes: { email: 'new@northwind.example' } },
    });
    expect(cookieOf(stranger, SESSION)).toBeUndefined();
    expect((await actions()).filter((action) => action.startsWith('sign-in.refused person'))).toEqual(
      expect.arrayContaining(['sign-in.refused person-inactive', 'sign-in.refused person-unknown']),
    );
  });

  it('gives roles by groups at each sign-in, and never makes or unmakes an owner', async () => {
    await provider.change({ joinOnSignIn: true, groups: [{ group: 'it', role: 'admin' }] });
    await provider.passTest();
    await provider.switchOn();
    const role = async (groups: string | string[]) => {
      const answer = await provider.signIn({
        assertion: { nameId: 'amara-1', attributes: { email: 'amara@northwind.example', groups } },
      });
      return (await me(cookieOf(answer, SESSION))).employee.role;
    };
    expect(await role(['staff', 'it'])).toBe('admin');
    expect(await role('it')).toBe('admin');
    expect(await role('staff')).toBe('employee');
    await app.sql('INSERT INTO sso_identities VALUES ($1, $2, $3, $4)', [
      owner.companyId,
      provider.entityId,
      'olga-1',
      owner.employeeId,
    ]);
    const answer = await provider.signIn({
      assertion: { nameId: 'olga-1', attributes: { email: owner.email, groups: ['staff'] } },
    });
    expect((await me(cookieOf(answer, SESSION))).employee.role).toBe('owner');
  });

  it('changes nothing of whom the directory manages but the role', async () => {
    const directory = await TestDirectory.of(app, owner);
    const { id, userName, displayName } = await directory.user();
    const attributes = { email: String(userName), displayName: 'As The Provider Says', groups: ['staff'] };
    for (const email of [attributes.email, 'elsewhere@northwind.example']) {
      const answer = await provider.signIn({
        assertion: { nameId: 'managed-1', attributes: { ...attributes, email } },
      });
      const { employee } = await me(cookieOf(answer, SESSION));
      expect(employee).toMatchObject({ id, name: displayName, email: userName });
    }
  });

  it('opens encrypted assertions', async () => {
    const metadata = await app.http().get(new URL(provider.connection.serviceProvider.metadataUrl).pathname);
    const [, der] = /use="encryption"[\s\S]*?X509Certificate>([^<]+)</.exec(metadata.text) ?? [];
    const certificate = `-----BEGIN CERTIFICATE-----\n${(der ?? '').replace(/\s/g, '').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
    for (const signed of ['both', 'response', 'assertion'] as const) {
      await provider.sign(signed);
      await provider.passTest({ encryptFor: { certificate } });
      expect([signed, provider.connection.test]).toEqual([
        signed,
        expect.objectContaining({ passed: true, received: expect.objectContaining({ encrypted: true }) }),
      ]);
    }
    await owner.delete(`${provider.path}/draft`).expect(200);
    provider.signed = 'both';
  });

  it('accepts both certificates while the provider rolls over, and the old one no longer when it is gone', async () => {
    const next = await newIdpKey();
    await provider.readMetadata([provider.key.certificate, next.certificate]);
    await provider.passTest({ signing: next });
    await provider.switchOn();
    for (const signing of [provider.key, next])
      expect(cookieOf(await provider.signIn({ signing }), SESSION)).toBeDefined();
    await provider.readMetadata([next.certificate]);
    await provider.passTest({ signing: next });
    await provider.switchOn();
    expect(cookieOf(await provider.signIn(), SESSION)).toBeUndefined();
    await provider.readMetadata();
    await provider.passTest();
    await provider.switchOn();
  });

  it('gives the session to the browser that asked, once, and to no other', async () => {
    const begun = await provider.begin();
    const posted = await provider.post(await provider.response(begun));
    const other = await provider.begin();
    const stolen = await provider.complete(posted, other.cookie);
    expect(stolen.headers['location']).toMatch(/^\/sign-in\?refused=/);
    expect(cookieOf(stolen, SESSION)).toBeUndefined();
    expect(cookieOf(await provider.complete(posted, begun.cookie), SESSION)).toBeUndefined();
    expect((await actions()).slice(-1)).toEqual(['sign-in.refused other-browser']);
  });

  it('ends our session not later than the provider’s', async () => {
    const soon = new Date(Date.now() + 90_000).toISOString();
    const answer = await provider.signIn({ assertion: { authnStatement: { sessionNotOnOrAfter: soon } } });
    expect(cookieOf(answer, SESSION)).toBeDefined();
    const [row] = await app.sql<{ left: string }>(
      'SELECT extract(epoch FROM min(expires_at) - now()) AS left FROM entry.sessions',
    );
    expect(Number(row?.left)).toBeLessThan(91);
  });

  it('is switched off at once, with the sessions that it opened if asked', async () => {
    const answer = await provider.signIn();
    const begun = await provider.begin();
    await owner.post(`${provider.path}/switch-off`, { endSessions: true }).expect(200);
    expect(await me(cookieOf(answer, SESSION))).toMatchObject({ code: 'sign-in-required' });
    expect((await provider.post(await provider.response(begun))).headers['location']).toMatch(/refused=/);
    await owner.delete(provider.path).expect(204);
    expect((await owner.get('/api/v1/sso/connections')).body).toEqual({ items: [] });
  });
});
