import { URLSearchParams } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newIdpKey, type IdpKey } from '../idp-key.js';
import { composeLogoutRequest, composeLogoutResponse } from '../logout/compose-logout.js';
import { posted } from '../messages/posted-message.js';
import { signElement } from '../signing/sign-element.js';
import { IDP, serviceProvider, SP } from '../testing/service-provider.js';
import { readAuthnRequest } from './read-authn-request.js';
import { readRedirect } from './read-redirect.js';
import { redirectUrl } from './redirect-url.js';

let idp: IdpKey;
beforeAll(async () => {
  idp = await newIdpKey();
});
const queryOf = (url: string) => {
  const text = new URL(url).search.slice(1);
  return [Object.fromEntries(new URLSearchParams(text)), text] as const;
};
const destination = 'https://sp.example/slo';

describe('logout', () => {
  const asked = () =>
    composeLogoutRequest({ idpEntityId: IDP, destination, nameId: 'ada-1', sessionIndexes: ['_s'] });

  it('is asked and answered by redirect', async () => {
    const { saml } = await serviceProvider(idp, 'both');
    const { privateKey } = idp;
    const request = redirectUrl({
      destination,
      name: 'SAMLRequest',
      xml: asked(),
      relayState: '/a b',
      privateKey,
    });
    const { profile, loggedOut } = await saml.validateRedirectAsync(...queryOf(request));
    expect({ nameID: profile?.nameID, sessionIndex: profile?.sessionIndex, loggedOut }).toEqual({
      nameID: 'ada-1',
      sessionIndex: '_s',
      loggedOut: true,
    });
    const xml = composeLogoutResponse({ idpEntityId: IDP, destination, inResponseTo: '_request' });
    const answer = redirectUrl({ destination, name: 'SAMLResponse', xml, privateKey });
    expect(await saml.validateRedirectAsync(...queryOf(answer))).toMatchObject({ loggedOut: true });
    const foreign = (await newIdpKey()).privateKey;
    const forged = redirectUrl({ destination, name: 'SAMLResponse', xml, privateKey: foreign });
    await expect(saml.validateRedirectAsync(...queryOf(forged))).rejects.toThrow('Invalid query signature');
  });

  it('is asked by a form', async () => {
    const { saml } = await serviceProvider(idp, 'both');
    const xml = signElement(asked(), 'LogoutRequest', idp);
    const ask = (text: string) => saml.validatePostRequestAsync({ SAMLRequest: posted(text).base64 });
    expect((await ask(xml)).profile?.nameID).toBe('ada-1');
    await expect(ask(xml.replace('ada-1', 'ada-2'))).rejects.toThrow('Invalid signature');
  });
});

describe('readAuthnRequest', () => {
  it('reads what a service provider asks, and holds it against its certificate', async () => {
    const { saml, key } = await serviceProvider(idp, 'both');
    const url = await saml.getAuthorizeUrlAsync('/back?a=1&b', undefined, {});
    expect(readAuthnRequest(url, key.certificate)).toMatchObject({
      id: '_request',
      issuer: SP.entityId,
      acsUrl: SP.acsUrl,
      destination: 'https://idp.example/sso',
      relayState: '/back?a=1&b',
      forceAuthn: false,
    });
    expect(() => readAuthnRequest(url, idp.certificate)).toThrow('does not fit');
    expect(() => readAuthnRequest(url.replace(/RelayState=[^&]*/, 'RelayState=x'), key.certificate)).toThrow(
      'does not fit',
    );
    expect(() => readAuthnRequest(url.replace(/&Signature=.*/, ''), key.certificate)).toThrow('not signed');
  });

  it.each([
    ['<a/>', 'no AuthnRequest'],
    ['<!DOCTYPE a><a/>', 'a DTD'],
    ['<a><!-- --></a>', 'a comment'],
    ['<a', 'not well-formed'],
    ['<a b=c/>', 'not well-formed'],
    ['<a/>'.padStart(100_001), 'cannot be unpacked'],
  ])('refuses %.20s', (xml, why) => {
    const url = redirectUrl({ destination: 'https://idp.example/sso?x=1', name: 'SAMLRequest', xml });
    expect(() => readAuthnRequest(url)).toThrow(why);
  });

  it.each([
    ['', 'no SAML message'],
    ['SAMLRequest=a&SAMLRequest=b', 'twice'],
    ['SAMLRequest=a&SAMLResponse=b', 'or two'],
    ['SAMLRequest=%', 'not encoded'],
  ])('refuses the query %j', (query, why) => {
    expect(() => readRedirect(`/sso?${query}`)).toThrow(why);
  });
});
