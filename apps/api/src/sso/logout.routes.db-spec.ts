import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  composeLogoutRequest,
  composeLogoutResponse,
  newIdpKey,
  posted,
  readRedirect,
  redirectUrl,
  signElement,
} from '@holdfast/idp-simulator';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { cookieOf, pathOf, TestProvider } from './testing/test-provider.js';

const REFUSED = /^\/sign-in\?refused=single-sign-on/;

describe('single logout', () => {
  let app: TestApp;
  let owner: TestConsole;
  let provider: TestProvider;
  let destination: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    provider = await TestProvider.live(app, owner);
    destination = provider.connection.serviceProvider.sloUrl;
  });
  afterAll(() => app.stop());

  const session = async (sessionIndex = '_s1', nameId = 'mira-1'): Promise<string> => {
    const email = `${nameId}@northwind.example`;
    const answer = await provider.signIn({
      assertion: { nameId, authnStatement: { sessionIndex }, attributes: { email } },
    });
    return cookieOf(answer, '__Host-holdfast') ?? '';
  };
  const isOpen = async (cookie: string): Promise<boolean> =>
    (await app.http().get('/api/v1/me').set('cookie', cookie)).status === 200;
  const request = (parts: Partial<Parameters<typeof composeLogoutRequest>[0]> = {}): string =>
    composeLogoutRequest({
      idpEntityId: provider.entityId,
      destination,
      nameId: 'mira-1',
      sessionIndexes: ['_s1'],
      ...parts,
    });
  const byRedirect = (xml: string, privateKey?: string) =>
    app.http().get(
      pathOf(
        redirectUrl({
          destination,
          name: 'SAMLRequest',
          xml,
          relayState: 'r',
          ...(privateKey ? { privateKey } : {}),
        }),
      ),
    );

  it('sends whoever signs out here on to the provider, with a signed request about that session', async () => {
    const cookie = await session();
    const out = await app
      .http()
      .delete('/api/v1/session')
      .set('cookie', cookie)
      .set('x-holdfast-request', '1')
      .expect(200);
    const { continueAt } = out.body as { continueAt: string };
    expect(continueAt).toMatch(/^https:\/\/idp\.example\/slo\?SAMLRequest=/);
    const { text } = await app.http().get(new URL(provider.connection.serviceProvider.metadataUrl).pathname);
    const der = /X509Certificate>([^<]+)</.exec(text)?.[1]?.replace(/\s/g, '') ?? '';
    const ours = `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
    const { xml } = readRedirect(continueAt, ours);
    expect(xml).toContain('>mira-1<');
    expect(xml).toContain('>_s1<');
    expect(await isOpen(cookie)).toBe(false);
    const answer = composeLogoutResponse({
      idpEntityId: provider.entityId,
      destination,
      inResponseTo: /ID="([^"]+)"/.exec(xml)?.[1] ?? '',
    });
    const { privateKey } = provider.key;
    const back = redirectUrl({ destination, name: 'SAMLResponse', xml: answer, privateKey });
    const landed = await app.http().get(pathOf(back)).expect(303);
    expect(landed.headers['location']).toBe('/sign-in?signedOut=1');
  });

  it('ends the session that the provider names, or all of the person, and answers it', async () => {
    const [one, other, foreign] = [
      await session('_s1'),
      await session('_s2'),
      await session('_s1', 'jonas-1'),
    ];
    const { privateKey } = provider.key;
    const answer = await byRedirect(request(), privateKey).expect(303);
    const { xml, relayState } = readRedirect(String(answer.headers['location']));
    expect(xml).toContain('status:Success');
    expect(relayState).toBe('r');
    expect([await isOpen(one), await isOpen(other), await isOpen(foreign)]).toEqual([false, true, true]);
    await byRedirect(request({ sessionIndexes: [] }), privateKey).expect(303);
    expect([await isOpen(other), await isOpen(foreign)]).toEqual([false, true]);
    expect((await app.audit(owner.companyId)).at(-1)).toMatchObject({
      action: 'sign-out',
      details: { by: 'identity-provider', sessions: 1 },
    });
  });

  it('is asked by a form too', async () => {
    const cookie = await session('_s3');
    const xml = signElement(request({ sessionIndexes: ['_s3'] }), 'LogoutRequest', provider.key);
    const answer = await app
      .http()
      .post(pathOf(destination))
      .type('form')
      .send({ SAMLRequest: posted(xml).base64 })
      .expect(303);
    expect(String(answer.headers['location'])).toMatch(/^https:\/\/idp\.example\/slo\?SAMLResponse=/);
    expect(await isOpen(cookie)).toBe(false);
  });

  it('ends nobody’s session for a request that is not signed by the provider, for us, now, once', async () => {
    const cookie = await session('_s4');
    const { privateKey } = provider.key;
    const foreign = (await newIdpKey()).privateKey;
    const four = { sessionIndexes: ['_s4'] };
    const old = new Date(Date.now() - 400_000).toISOString();
    const once = request({ sessionIndexes: ['_nobody'], id: '_once' });
    await byRedirect(once, privateKey).expect(303);
    const tries = [
      byRedirect(request(four)),
      byRedirect(request(four), foreign),
      byRedirect(request({ ...four, issuer: 'https://evil.example' }), privateKey),
      byRedirect(request({ ...four, destination: 'https://evil.example' }), privateKey),
      byRedirect(request({ ...four, issueInstant: old }), privateKey),
      byRedirect(request({ ...four, notOnOrAfter: old }), privateKey),
      byRedirect(request({ ...four, nameId: null }), privateKey),
      byRedirect(once, privateKey),
      byRedirect('<a/>', privateKey),
      app
        .http()
        .post(pathOf(destination))
        .type('form')
        .send({ SAMLRequest: posted(request(four)).base64 }),
    ];
    for (const answer of await Promise.all(tries))
      expect(String(answer.headers['location'])).toMatch(REFUSED);
    const signed = pathOf(redirectUrl({ destination, name: 'SAMLRequest', xml: request(four), privateKey }));
    for (const spoilt of [
      signed.replace('Signature=', 'signature='),
      `${signed}&SAMLRequest=x`,
      signed.replace(
        /SigAlg=[^&]+/,
        `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`,
      ),
    ]) {
      const answer = await app.http().get(spoilt);
      expect([303, 400]).toContain(answer.status);
      expect(String(answer.headers['location'] ?? '/sign-in?refused=single-sign-on')).toMatch(REFUSED);
    }
    expect(await isOpen(cookie)).toBe(true);
    const reasons = (await app.audit(owner.companyId))
      .filter(({ action }) => action === 'sign-in.refused')
      .map(({ details }) => details['reason']);
    expect(reasons).toEqual(
      expect.arrayContaining([
        'not-signed',
        'signature',
        'issuer',
        'destination',
        'too-old',
        'expired',
        'name-id',
        'replayed',
        'structure',
        'weak-algorithm',
      ]),
    );
  });
});
