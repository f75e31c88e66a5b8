import type { Element } from '@xmldom/xmldom';
import { NS } from '../xml/names.js';
import { childrenNamed, childText, UnreadableMessage } from '../xml/read-xml.js';

/** A LogoutRequest (SAML core 3.7.1). No session index: all sessions of that person. */
export interface LogoutAsked {
  readonly id: string;
  readonly issuer: string;
  readonly nameId: string;
  readonly sessionIndexes: readonly string[];
}

/** Reads a LogoutRequest whose signature was looked at before. @throws UnreadableMessage */
export const readLogoutRequest = (root: Element): LogoutAsked => {
  if (root.namespaceURI !== NS.protocol || root.localName !== 'LogoutRequest')
    throw new UnreadableMessage('This is no LogoutRequest.');
  const id = root.getAttribute('ID');
  const issuer = childText(root, NS.assertion, 'Issuer');
  const nameId = childText(root, NS.assertion, 'NameID');
  if (!id || !issuer || !nameId)
    throw new UnreadableMessage('The LogoutRequest has no id, no issuer, or names nobody.');
  const sessionIndexes = childrenNamed(root, NS.protocol, 'SessionIndex').map(
    ({ textContent }) => textContent?.trim() ?? '',
  );
  return { id, issuer, nameId, sessionIndexes };
};
