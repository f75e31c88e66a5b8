import { NS } from '../xml/names.js';
import { childrenNamed, childText, UnreadableMessage } from '../xml/read-xml.js';
import { readRedirect } from './read-redirect.js';

/** What an AuthnRequest (SAML core 3.4.1) asks for. Nothing in it is believed beyond its form. */
export interface AuthnRequest {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: string;
  readonly destination: string | undefined;
  readonly acsUrl: string | undefined;
  readonly nameIdFormat: string | undefined;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly relayState: string | undefined;
}

/** Reads an AuthnRequest from the address of a redirect; with a certificate it has to be signed. @throws UnreadableMessage */
export const readAuthnRequest = (url: string, certificate?: string): AuthnRequest => {
  const { root, relayState } = readRedirect(url, certificate);
  if (root.namespaceURI !== NS.protocol || root.localName !== 'AuthnRequest')
    throw new UnreadableMessage('This is no AuthnRequest.');
  const attribute = (name: string): string | undefined => root.getAttribute(name) ?? undefined;
  const id = attribute('ID');
  const issuer = childText(root, NS.assertion, 'Issuer');
  if (!id || !issuer || attribute('Version') !== '2.0')
    throw new UnreadableMessage('The AuthnRequest has no id, no issuer, or another version than 2.0.');
  const isTrue = (name: string): boolean => ['true', '1'].includes(attribute(name) ?? '');
  return {
    id,
    issuer,
    issueInstant: attribute('IssueInstant') ?? '',
    destination: attribute('Destination'),
    acsUrl: attribute('AssertionConsumerServiceURL'),
    nameIdFormat: childrenNamed(root, NS.protocol, 'NameIDPolicy')[0]?.getAttribute('Format') ?? undefined,
    forceAuthn: isTrue('ForceAuthn'),
    isPassive: isTrue('IsPassive'),
    relayState,
  };
};
