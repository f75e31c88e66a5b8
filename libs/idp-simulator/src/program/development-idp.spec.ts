import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SAML } from '@node-saml/node-saml';
import { newIdpKey, type IdpKey } from '../idp-key.js';
import { readSpMetadata } from '../metadata/sp-metadata.js';
import { Browser } from '../testing/browser.js';
import { serviceProvider } from '../testing/service-provider.js';
import type { ServiceProvider } from './service-provider.js';
import { type DevelopmentIdp, startDevelopmentIdp } from './start-development-idp.js';

const ACS = 'http://localhost:4700/saml/one/acs';
const SLO = 'http://localhost:4700/saml/one/slo';
let idpKey: IdpKey;
let idp: DevelopmentIdp;
let saml: SAML;
let nextId = 0;

beforeAll(async () => {
  idpKey = await newIdpKey();
  const more = { callbackUrl: ACS, logoutCallbackUrl: SLO, audience: 'sp', issuer: 'sp' };
  const draft = await serviceProvider(idpKey, 'both', more);
  const { certificate } = draft.key;
  const sp = readSpMetadata(draft.saml.generateServiceProviderMetadata(certificate, certificate));
  idp = await startDevelopmentIdp({
    key: idpKey,
    sp: { ...sp, logout: { url: SLO, binding: 'redirect' } },
    port: 0,
    nodeEnv: 'test',
  });
  const own = {
    privateKey: draft.key.privateKey,
    publicCert: certificate,
    decryptionPvk: draft.key.privateKey,
  };
  ({ saml } = await serviceProvider(idpKey, 'both', {
    ...more,
    ...own,
    idpIssuer: idp.metadataUrl,
    entryPoint: `${idp.origin}/sso`,
    logoutUrl: `${idp.origin}/slo`,
    generateUniqueId: () => `_request${String(++nextId)}`,
    cacheProvider: {
      saveAsync: () => Promise.resolve(null),
      getAsync: (id) => Promise.resolve(id === `_request${String(nextId)}` ? new Date().toISOString() : null),
      removeAsync: () => Promise.resolve(null),
    },
  }));
});
afterAll(() => idp.close());

const askToSignIn = () => saml.getAuthorizeUrlAsync('/phones?a=1', undefined, {});
const queryOf = (url: string) => {
  const text = new URL(url).search.slice(1);
  return [Object.fromEntries(new URLSearchParams(text)), text] as const;
};
const signInAs = async (browser: Browser, name: string) => {
  const chosen = await browser.press((await browser.get(await askToSignIn())).form(name));
  const { action, fields } = chosen.form('Continue');
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: fields['SAMLResponse']! });
  return { profile: profile!, action, fields, chosen };
};

describe('the development identity provider', () => {
  it('lets a person be chosen, and tells the service provider who it is', async () => {
    const { profile, action, fields, chosen } = await signInAs(new Browser(idp.origin), 'Jonas Lind');
    expect(profile).toMatchObject({
      issuer: idp.metadataUrl,
      nameID: 'demo-jonas.lind',
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      displayName: 'Jonas Lind',
      email: 'jonas.lind@northwind.example',
      department: 'IT',
      groups: ['everybody', 'it-helpdesk'],
    });
    expect(action).toBe(ACS);
    expect(fields['RelayState']).toBe('/phones?a=1');
    expect(Buffer.from(fields['SAMLResponse']!, 'base64').toString()).toContain('EncryptedAssertion');
    expect(chosen.html).toContain('<dd>it-helpdesk</dd>');
  });

  it('remembers a browser until it signs out here, and tells the service provider', async () => {
    const browser = new Browser(idp.origin);
    const { profile } = await signInAs(browser, 'Mira Falk');
    const again = await browser.get(await askToSignIn());
    expect(again.html).toContain('Signed in as Mira Falk');
    const out = await browser.press((await browser.get('/')).form('Sign out everywhere'));
    expect(out.location).toMatch(new RegExp(`^${SLO}\\?SAMLRequest=`));
    const asked = await saml.validateRedirectAsync(...queryOf(out.location));
    expect(asked.profile).toMatchObject({ nameID: 'demo-mira.falk', sessionIndex: profile.sessionIndex });
    const answered = await saml.getLogoutResponseUrlAsync(asked.profile!, '', {}, true);
    expect((await browser.get(answered)).html).toContain('Signed out');
    expect((await browser.get(await askToSignIn())).html).toContain('Who signs in?');
  });

  it('signs out whom the service provider asks it to', async () => {
    const [browser, other] = [new Browser(idp.origin), new Browser(idp.origin)];
    const { profile } = await signInAs(browser, 'Anna Berg');
    await signInAs(other, 'Anna Berg');
    const answer = await browser.get(await saml.getLogoutUrlAsync(profile, 'state', {}));
    expect(answer.location).toMatch(new RegExp(`^${SLO}\\?SAMLResponse=.*RelayState=state`));
    expect(await saml.validateRedirectAsync(...queryOf(answer.location))).toMatchObject({ loggedOut: true });
    expect((await browser.get(await askToSignIn())).html).toContain('Who signs in?');
    expect((await other.get(await askToSignIn())).html).toContain('Signed in as Anna Berg');
  });

  it('lets somebody else answer instead, and takes a choice once', async () => {
    const browser = new Browser(idp.origin);
    const { chosen } = await signInAs(browser, 'Anna Berg');
    const button = (await browser.press(chosen.form('Somebody else'))).form('Petra Novak');
    expect((await browser.press(button)).html).toContain('Signed in as Petra Novak');
    expect(await browser.press(button)).toMatchObject({ status: 400 });
  });

  it('refuses requests that are not signed, or by another, and forms of other sites', async () => {
    const browser = new Browser(idp.origin);
    const url = await askToSignIn();
    expect((await browser.get(url.replace(/&Signature=.*/, ''))).html).toContain('not signed');
    const foreign = (await serviceProvider(idpKey, 'both', { issuer: 'sp' })).saml;
    const query = new URL(await foreign.getAuthorizeUrlAsync('', undefined, {})).search;
    expect(await browser.get(`/sso${query}`)).toMatchObject({ status: 400 });
    const button = (await browser.get(url)).form('Mira Falk');
    expect(await browser.press(button, 'http://evil.example')).toMatchObject({ status: 403 });
    expect((await browser.press(button)).status).toBe(200);
    expect(await browser.get('/nothing')).toMatchObject({ status: 404 });
  });

  it('answers to no other name, whatever leads here', async () => {
    const port = new URL(idp.origin).port;
    const ask = (host: string) =>
      new Promise<number | undefined>((resolve) => {
        get({ port, host: '127.0.0.1', path: '/metadata', headers: { host } }, (answer) => {
          resolve(answer.resume().statusCode);
        });
      });
    expect(await ask(`127.0.0.1:${port}`)).toBe(200);
    expect(await ask(`evil.example:${port}`)).toBe(421);
    expect(await ask('127.0.0.1')).toBe(421);
  });

  it.each<[string, Partial<ServiceProvider & { nodeEnv: string }>, string]>([
    ['production', { nodeEnv: 'production' }, 'NODE_ENV is production'],
    ['an ACS elsewhere', { acsUrl: 'http://10.0.0.1/acs' }, 'http://10.0.0.1, which is not on this computer'],
    [
      'a name that looks like loopback',
      { acsUrl: 'https://localhost.evil.example/acs' },
      'not on this computer',
    ],
    [
      'a logout service elsewhere',
      { logout: { url: 'https://x/', binding: 'post' } },
      'not on this computer',
    ],
    ['an entity elsewhere', { entityId: 'https://holdfast.example/metadata' }, 'not on this computer'],
  ])('does not start for %s', async (_name, { nodeEnv = 'development', ...given }, why) => {
    const sp = { entityId: 'sp', acsUrl: ACS, logout: undefined, signing: [], encryption: undefined };
    await expect(
      startDevelopmentIdp({ key: idpKey, sp: { ...sp, ...given }, port: 0, nodeEnv }),
    ).rejects.toThrow(why);
  });
});
