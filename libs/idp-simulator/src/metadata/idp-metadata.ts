import { BINDINGS, NAME_ID_FORMATS, NS } from '../xml/names.js';
import { element } from '../xml/write-element.js';

export interface IdpMetadataOptions {
  readonly entityId: string;
  /** PEM; two while one takes the place of the other. */
  readonly certificates: readonly string[];
  /** Address of single sign-on, by redirect. */
  readonly ssoUrl: string;
  /** Address of single logout; none: no single logout. */
  readonly sloUrl?: string | null;
  /** By redirect and by POST, unless named. */
  readonly logoutBindings?: readonly (keyof typeof BINDINGS)[];
  readonly wantAuthnRequestsSigned?: boolean;
}

/** base64 of the DER that a PEM carries. */
const derOf = (pem: string): string => pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');

const keyDescriptor = (certificate: string): string =>
  element(
    'md:KeyDescriptor',
    { use: 'signing' },
    element(
      'ds:KeyInfo',
      { 'xmlns:ds': NS.signature },
      element('ds:X509Data', {}, element('ds:X509Certificate', {}, derOf(certificate))),
    ),
  );

/** XML text of an identity provider's metadata (SAML metadata 2.0, section 2.4.3), not signed. */
export const idpMetadata = (options: IdpMetadataOptions): string => {
  const { entityId, certificates, ssoUrl, sloUrl = null, wantAuthnRequestsSigned = true } = options;
  const logout = sloUrl === null ? [] : (options.logoutBindings ?? ['redirect', 'post']);
  return element(
    'md:EntityDescriptor',
    { 'xmlns:md': NS.metadata, entityID: entityId },
    element(
      'md:IDPSSODescriptor',
      {
        protocolSupportEnumeration: NS.protocol,
        WantAuthnRequestsSigned: String(wantAuthnRequestsSigned),
      },
      ...certificates.map(keyDescriptor),
      ...logout.map((binding) =>
        element('md:SingleLogoutService', { Binding: BINDINGS[binding], Location: sloUrl }),
      ),
      element('md:NameIDFormat', {}, NAME_ID_FORMATS.persistent),
      element('md:SingleSignOnService', { Binding: BINDINGS.redirect, Location: ssoUrl }),
    ),
  );
};
