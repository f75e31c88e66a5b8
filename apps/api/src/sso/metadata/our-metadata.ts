import { SAML } from '@node-saml/passport-saml';
import { samlOptions, type StrategyParts } from '../strategy.js';

const POST = /<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2\.0:bindings:HTTP-POST"([^>]*)\/>/;
const REDIRECT = '<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"$1/>';

/**
 * Our metadata as a service provider: entity id, ACS, SLO, certificate for signing and encryption. XML. The library names
 * only one binding for logout; both are taken, and the one without a form is preferred.
 */
export const ourMetadata = (parts: StrategyParts): string => {
  const saml = new SAML(samlOptions(parts));
  const xml = saml.generateServiceProviderMetadata(parts.ourCertificate, parts.ourCertificate);
  return xml.replace(POST, (post, location: string) => `${REDIRECT.replace('$1', location)}\n    ${post}`);
};
