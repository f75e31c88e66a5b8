import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type IdpKey, newIdpKey } from '@holdfast/idp-simulator';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { attacksFor, changed } from './testing/attacks.js';
import { cookieOf, TestProvider } from './testing/test-provider.js';

const ourCertificateOf = async (app: TestApp, provider: TestProvider): Promise<string> => {
  const { metadataUrl } = provider.connection.serviceProvider;
  const { text } = await app.http().get(new URL(metadataUrl).pathname);
  const der = /X509Certificate>([^<]+)</.exec(text)?.[1]?.replace(/\s/g, '') ?? '';
  return `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
};

describe.each(['both', 'assertion', 'response'] as const)('forged responses, signed: %s', (signed) => {
  let app: TestApp;
  let owner: TestConsole;
  let provider: TestProvider;
  let foreign: IdpKey;
  let ourCertificate: string;
  beforeAll(async () => {
    app = await TestApp.start({ TRUST_PROXY: '1' });
    owner = await app.companyWithOwner();
    provider = await TestProvider.live(app, owner, signed);
    foreign = await newIdpKey();
    ourCertificate = await ourCertificateOf(app, provider);
  });
  afterAll(() => app.stop());

  it('accepts what they are forged from', async () => {
    expect(cookieOf(await provider.signIn(), '__Host-holdfast')).toBeDefined();
  });

  it('refuses every one of them, alike to the sender and by its reason in the log', async () => {
    const { acsUrl } = provider.connection.serviceProvider;
    const means = { key: provider.key, foreign, ourCertificate, acsUrl, now: new Date() };
    const attacks = attacksFor(means).filter(
      // What is encrypted for us and signed only around it has no signature inside.
      ({ name }) => !(signed === 'response' && name === 'SHA-1 inside the encryption'),
    );
    expect(attacks.length).toBeGreaterThan(60);
    const { total: before } = (await owner.get('/api/v1/people')).body as { total: number };
    const surprises: unknown[] = [];
    for (const [index, attack] of attacks.entries()) {
      const begun = await provider.begin();
      const message = changed(attack, await provider.response(begun, attack.options));
      const answer = await provider
        .post(message)
        // Whoever fails sixty times from one place waits: each attacker here has a place of its own.
        .set('x-forwarded-for', `198.51.100.${String(index)}`)
        .set('cookie', begun.cookie);
      const said = String(answer.headers['location']).replace(/request=[0-9a-f-]{36}$/, 'request=');
      const logged = (await app.audit(owner.companyId)).at(-1);
      const reason = String(logged?.details['reason']);
      const right =
        answer.status === 303 &&
        said === '/sign-in?refused=single-sign-on&request=' &&
        logged?.action === 'sign-in.refused' &&
        (attack.codes as readonly string[]).includes(reason) &&
        answer.headers['set-cookie'] === undefined;
      if (!right) surprises.push([attack.name, answer.status, said, logged?.action, reason]);
    }
    expect(surprises).toEqual([]);
    expect((await owner.get('/api/v1/people')).body).toMatchObject({ total: before });
  });

  it('does not take messages that come in another way, are too large, or are no base64', async () => {
    const begun = await provider.begin();
    const { base64 } = await provider.response(begun);
    const send = (path: string, body: object | string) => app.http().post(path).type('form').send(body);
    const query = `${provider.acs}?SAMLResponse=${encodeURIComponent(base64)}`;
    for (const answer of [
      await send(query, { SAMLResponse: base64 }),
      await send(query, {}),
      await send(provider.acs, {}),
      await send(provider.acs, { SAMLRequest: base64 }),
      await send(provider.acs, { SAMLResponse: `${base64}!` }),
      await send(provider.acs, `SAMLResponse=${encodeURIComponent(base64)}&SAMLResponse=x`),
    ])
      expect(String(answer.headers['location'])).toMatch(/^\/sign-in\?refused=single-sign-on/);
    expect((await send(provider.acs, { SAMLResponse: 'A'.repeat(300_000) })).status).toBe(413);
    expect((await send(provider.acs.replace(/[0-9a-f]{12}\/acs$/, '000000000000/acs'), {})).status).toBe(303);
    expect(
      cookieOf(await provider.complete(await provider.post({ base64 }), begun.cookie), '__Host-holdfast'),
    ).toBeDefined();
  });

  // A thousand in one of the three: what happens after the signature is the same.
  const copies = signed === 'both' ? 1000 : 50;
  it(`gives exactly one session for ${String(copies)} copies of one response at once`, async () => {
    const begun = await provider.begin();
    const { base64 } = await provider.response(begun);
    const sessions = async (): Promise<number> =>
      (await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM entry.sessions'))[0]?.n ?? 0;
    const before = await sessions();
    const answers = await Promise.all(
      Array.from({ length: copies }, (_, index) =>
        provider.post({ base64 }).set('x-forwarded-for', `203.0.113.${String(index % 250)}`),
      ),
    );
    const won = answers.filter((answer) => String(answer.headers['location']).startsWith('/auth/complete'));
    expect(won).toHaveLength(1);
    const code = String(won[0]?.headers['location']);
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => app.http().get(code).set('cookie', begun.cookie)),
    );
    expect(taken.filter((answer) => cookieOf(answer, '__Host-holdfast') !== undefined)).toHaveLength(1);
    expect((await sessions()) - before).toBe(1);
  });

  it('takes an assertion once, whatever request it is said to answer', async () => {
    const id = '_the-same';
    expect(cookieOf(await provider.signIn({ assertion: { id } }), '__Host-holdfast')).toBeDefined();
    expect(cookieOf(await provider.signIn({ assertion: { id } }), '__Host-holdfast')).toBeUndefined();
    expect((await app.audit(owner.companyId)).at(-1)?.details).toMatchObject({ reason: 'replayed' });
  });

  it('makes whoever fails often from one place wait', async () => {
    const from = (address: string) => provider.post({ base64: 'AAAA' }).set('x-forwarded-for', address);
    const statuses = (await Promise.all(Array.from({ length: 60 }, () => from('192.0.2.1')))).map(
      ({ status }) => status,
    );
    expect(new Set(statuses)).toEqual(new Set([303]));
    expect((await from('192.0.2.1')).status).toBe(429);
    expect((await from('192.0.2.2')).status).toBe(303);
  });
});
