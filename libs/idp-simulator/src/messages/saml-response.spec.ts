import { beforeAll, describe, expect, it } from '@jest/globals';
import { newIdpKey, type IdpKey } from '../idp-key.js';
import {
  CONTENT_ENCRYPTIONS,
  DIGEST_ALGORITHMS,
  KEY_TRANSPORTS,
  SIGNATURE_ALGORITHMS,
} from '../signing/algorithms.js';
import { IDP, serviceProvider, SP } from '../testing/service-provider.js';
import { posted } from './posted-message.js';
import type { Signed } from './response-options.js';
import { samlResponse } from './saml-response.js';

const PROFILES = ['both', 'assertion', 'response'] as const;
const attributes = { mail: 'ada@example.com', groups: ['staff', 'a < b & c'], name: ' Ada "<b>" Lovelace' };

let idp: IdpKey;
beforeAll(async () => {
  idp = await newIdpKey();
});

const options = (signed: Signed) => ({
  idpEntityId: IDP,
  sp: SP,
  requestId: '_request',
  signed,
  signing: idp,
  assertion: { nameId: 'ada-1', attributes, authnStatement: { sessionIndex: '_session' } },
});

describe.each(PROFILES)('a response, signed: %s', (signed) => {
  it('is accepted with everything that was put into it', async () => {
    const { saml } = await serviceProvider(idp, signed);
    const { base64 } = await samlResponse(options(signed));
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: base64 });
    expect(profile).toMatchObject({ issuer: IDP, nameID: 'ada-1', sessionIndex: '_session', ...attributes });
  });

  it.each([
    ['AES-256-GCM', {}],
    ['AES-256-CBC', { content: CONTENT_ENCRYPTIONS.aes256Cbc }],
  ])('is accepted encrypted by %s', async (_name, how) => {
    const { saml, key } = await serviceProvider(idp, signed);
    const { xml, base64 } = await samlResponse({
      ...options(signed),
      encryptFor: { certificate: key.certificate, ...how },
    });
    expect(xml).not.toContain('ada-1');
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: base64 });
    expect(profile).toMatchObject({ nameID: 'ada-1', ...attributes });
  });

  it('is refused once a byte of it is another, or another key signed it', async () => {
    const { saml } = await serviceProvider(idp, signed);
    const { xml } = await samlResponse(options(signed));
    const changed = posted(xml.replace('ada-1', 'ada-2'));
    await expect(saml.validatePostResponseAsync({ SAMLResponse: changed.base64 })).rejects.toThrow('Invalid');
    const foreign = await samlResponse({ ...options(signed), signing: await newIdpKey() });
    await expect(saml.validatePostResponseAsync({ SAMLResponse: foreign.base64 })).rejects.toThrow('Invalid');
  });
});

describe('samlResponse', () => {
  it('writes what is given, leaves out what is null, and answers nobody without a request', async () => {
    const { xml } = await samlResponse({
      ...options('neither'),
      requestId: null,
      response: { destination: null, issuer: null, status: null, id: 'x' },
      assertion: {
        nameId: { value: '', format: null, nameQualifier: 'q' },
        conditions: null,
        authnStatement: null,
        confirmations: [{ method: 'm', recipient: null, notBefore: 'never' }, {}],
      },
    });
    expect(xml).toMatch(
      /^<samlp:Response xmlns:samlp="[^"]+" ID="x" Version="2.0" IssueInstant="[^"]+"><saml:Assertion/,
    );
    expect(xml).toContain('<saml:NameID NameQualifier="q"/>');
    expect(xml).toMatch(/Method="m"><saml:SubjectConfirmationData NotBefore="never" NotOnOrAfter="[^"]+"\/>/);
    expect(xml.match(/<saml:SubjectConfirmation /g)).toHaveLength(2);
    expect(xml).not.toMatch(/Conditions|AuthnStatement|Attribute|InResponseTo|Signature/);
  });

  it('signs by SHA-1 and by HMAC with a secret, and encrypts keys by RSA 1.5, for those who must refuse it', async () => {
    const { rsaSha1, hmacSha1 } = SIGNATURE_ALGORITHMS;
    const sha1 = await samlResponse({
      ...options('both'),
      signing: { ...idp, algorithm: rsaSha1, digest: DIGEST_ALGORITHMS.sha1 },
    });
    expect(sha1.xml.split(`Algorithm="${rsaSha1}"`)).toHaveLength(3);
    const hmac = await samlResponse({
      ...options('response'),
      signing: { privateKey: idp.certificate, certificate: null, algorithm: hmacSha1 },
    });
    expect(hmac.xml).toContain(`Algorithm="${hmacSha1}"`);
    expect(hmac.xml).not.toContain('KeyInfo');
    const rsa15 = { certificate: idp.certificate, key: KEY_TRANSPORTS.rsa15 };
    expect((await samlResponse({ ...options('both'), encryptFor: rsa15 })).xml).toContain(
      KEY_TRANSPORTS.rsa15,
    );
  });
});
