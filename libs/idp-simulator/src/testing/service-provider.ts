import { SAML, ValidateInResponseTo, type SamlConfig } from '@node-saml/node-saml';
import { newIdpKey, type IdpKey } from '../idp-key.js';
import type { Signed } from '../messages/response-options.js';

export const SP = { entityId: 'https://sp.example/metadata', acsUrl: 'https://sp.example/acs' };
export const IDP = 'https://idp.example/metadata';

/** node-saml as a service provider that trusts the certificates and asked with `requestId`. Its own key decrypts. */
export const serviceProvider = async (
  idp: IdpKey,
  signed: Signed,
  more: Partial<SamlConfig> = {},
): Promise<{ saml: SAML; key: IdpKey }> => {
  const key = await newIdpKey('CN=Service provider');
  const saml = new SAML({
    issuer: SP.entityId,
    callbackUrl: SP.acsUrl,
    audience: SP.entityId,
    entryPoint: 'https://idp.example/sso',
    logoutUrl: 'https://idp.example/slo',
    idpIssuer: IDP,
    idpCert: idp.certificate,
    privateKey: key.privateKey,
    publicCert: key.certificate,
    decryptionPvk: key.privateKey,
    signatureAlgorithm: 'sha256',
    wantAssertionsSigned: signed === 'both' || signed === 'assertion',
    wantAuthnResponseSigned: signed === 'both' || signed === 'response',
    validateInResponseTo: ValidateInResponseTo.always,
    generateUniqueId: () => '_request',
    cacheProvider: {
      saveAsync: () => Promise.resolve(null),
      getAsync: (id) => Promise.resolve(id === '_request' ? new Date().toISOString() : null),
      removeAsync: () => Promise.resolve(null),
    },
    ...more,
  });
  return { saml, key };
};
