import { createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Element } from '@xmldom/xmldom';
import { readMessage, UnreadableMessage } from '../xml/read-xml.js';
import { hashOf } from './query-hash.js';
import type { MessageName } from './redirect-url.js';

const MAX_XML = 100_000;

/** A message that came by the redirect binding. */
export interface RedirectMessage {
  readonly name: MessageName;
  readonly xml: string;
  readonly root: Element;
  readonly relayState: string | undefined;
}

const partsOf = (url: string): Map<string, string> => {
  const parts = new Map<string, string>();
  for (const part of new URL(url, 'http://localhost').search.slice(1).split('&')) {
    const [name = '', value = ''] = part.split(/=(.*)/s, 2);
    if (parts.has(name)) throw new UnreadableMessage(`${name} is there twice.`);
    parts.set(name, value);
  }
  return parts;
};

const decoded = (raw: string | undefined): string => {
  try {
    return decodeURIComponent((raw ?? '').replaceAll('+', ' '));
  } catch {
    throw new UnreadableMessage('The query is not encoded as it should be.');
  }
};

/** The signature covers the three parts as they were sent, in this order (SAML bindings 3.4.4.1). */
const requireSignature = (parts: Map<string, string>, name: MessageName, certificate: string): void => {
  if (!parts.get('SigAlg') || !parts.get('Signature'))
    throw new UnreadableMessage('The message is not signed.');
  const signed = [name, 'RelayState', 'SigAlg']
    .filter((part) => parts.has(part))
    .map((part) => `${part}=${parts.get(part)!}`)
    .join('&');
  const fits = createVerify(hashOf(decoded(parts.get('SigAlg'))))
    .update(signed)
    .verify(certificate, decoded(parts.get('Signature')), 'base64');
  if (!fits) throw new UnreadableMessage('The certificate does not fit the signature of the query.');
};

/**
 * Reads the message in a redirect's address, of which the path alone is enough. With a certificate (PEM) its query has to
 * be signed by that key. @throws UnreadableMessage
 */
export const readRedirect = (url: string, certificate?: string): RedirectMessage => {
  const parts = partsOf(url);
  const names = (['SAMLRequest', 'SAMLResponse'] as const).filter((name) => parts.has(name));
  const [name, other] = names;
  if (!name || other) throw new UnreadableMessage('The address has no SAML message, or two.');
  if (certificate !== undefined) requireSignature(parts, name, certificate);
  let xml: string;
  try {
    const packed = Buffer.from(decoded(parts.get(name)), 'base64');
    xml = inflateRawSync(packed, { maxOutputLength: MAX_XML }).toString('utf8');
  } catch (error) {
    if (error instanceof UnreadableMessage) throw error;
    throw new UnreadableMessage('The message cannot be unpacked.');
  }
  const relayState = parts.has('RelayState') ? decoded(parts.get('RelayState')) : undefined;
  return { name, xml, root: readMessage(xml), relayState };
};
