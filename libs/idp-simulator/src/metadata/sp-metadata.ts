import { X509Certificate } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import type { ServiceProvider } from '../program/service-provider.js';
import { BINDINGS, NS } from '../xml/names.js';
import { childrenNamed, readMessage, UnreadableMessage } from '../xml/read-xml.js';

const certificatesOf = (sp: Element, use: 'signing' | 'encryption'): string[] =>
  childrenNamed(sp, NS.metadata, 'KeyDescriptor')
    .filter((key) => (key.getAttribute('use') ?? use) === use)
    .flatMap((key) => Array.from(key.getElementsByTagNameNS(NS.signature, 'X509Certificate')))
    .map(({ textContent }) => {
      try {
        return new X509Certificate(Buffer.from(textContent ?? '', 'base64')).toString();
      } catch {
        throw new UnreadableMessage('A certificate of the service provider cannot be read.');
      }
    });

/** Location of a service by one binding; the default one where there are several. */
const locationOf = (sp: Element, service: string, binding: string): string | undefined => {
  const found = childrenNamed(sp, NS.metadata, service).filter(
    (one) => one.getAttribute('Binding') === binding,
  );
  const chosen = found.find((one) => one.getAttribute('isDefault') === 'true') ?? found[0];
  return chosen?.getAttribute('Location') ?? undefined;
};

/** Reads a service provider's metadata (SAML metadata 2.0, section 2.4.4). @throws UnreadableMessage */
export const readSpMetadata = (xml: string): ServiceProvider => {
  const root = readMessage(xml.trim());
  const sp = childrenNamed(root, NS.metadata, 'SPSSODescriptor')[0];
  const entityId = root.getAttribute('entityID');
  if (root.localName !== 'EntityDescriptor' || !sp || !entityId)
    throw new UnreadableMessage('This is not the metadata of one service provider.');
  const acsUrl = locationOf(sp, 'AssertionConsumerService', BINDINGS.post);
  if (acsUrl === undefined)
    throw new UnreadableMessage('The service provider has no AssertionConsumerService by HTTP-POST.');
  const redirect = locationOf(sp, 'SingleLogoutService', BINDINGS.redirect);
  const post = locationOf(sp, 'SingleLogoutService', BINDINGS.post);
  return {
    entityId,
    acsUrl,
    logout:
      (redirect !== undefined && { url: redirect, binding: 'redirect' }) ||
      (post !== undefined && { url: post, binding: 'post' }) ||
      undefined,
    signing: certificatesOf(sp, 'signing'),
    encryption: certificatesOf(sp, 'encryption')[0],
  };
};
