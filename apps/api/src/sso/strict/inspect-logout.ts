import { createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { attributeOf, isElement, onlyChild, textOf } from './elements.js';
import { NS } from './namespaces.js';
import { readXml } from './read-xml.js';
import { Refusal, said } from './refusal.js';
import { checkEnvelope, type Envelope } from './response-rules.js';
import { checkSignatures } from './signature-shape.js';
import { instantOf, requireBefore } from './times.js';
import { verifiedText } from './verified-text.js';

const MAX_XML = 100_000;
const HASHES: Record<string, string> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'RSA-SHA256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'RSA-SHA512',
};
type Name = 'SAMLRequest' | 'SAMLResponse';

export interface LogoutRules extends Envelope {
  /** PEM. */
  readonly certificates: readonly string[];
}

/** A LogoutRequest that the provider signed. */
export interface LogoutAsked {
  readonly id: string;
  readonly nameId: string;
  /** Only this session of the person; undefined: all of them. */
  readonly sessionIndex: string | undefined;
  readonly validUntil: number;
}

/** The parts of a query string as they were sent: the signature covers exactly those bytes. */
const rawParts = (query: string): Map<string, string> => {
  const parts = new Map<string, string>();
  for (const part of query.split('&').filter((text) => text !== '')) {
    const [name = '', value = ''] = part.split(/=(.*)/s, 2);
    if (parts.has(name)) throw new Refusal('structure', `${said(name)} is there twice.`);
    parts.set(name, value);
  }
  return parts;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('structure', 'The query is not encoded as it should be.');
  }
};

/** SAML bindings 3.4.4.1: the signature is over the three parameters, in this order, as they were sent. */
const requireQuerySignature = (
  parts: Map<string, string>,
  name: Name,
  certificates: readonly string[],
): void => {
  const [algorithm, signature] = [parts.get('SigAlg'), parts.get('Signature')];
  if (!algorithm || !signature) throw new Refusal('not-signed', 'The message is not signed.');
  const hash = HASHES[decoded(algorithm)];
  if (!hash) throw new Refusal('weak-algorithm', `${said(decoded(algorithm))} is not accepted.`);
  const signed = [name, 'RelayState', 'SigAlg']
    .filter((part) => parts.has(part))
    .map((part) => `${part}=${parts.get(part) ?? ''}`)
    .join('&');
  const fits = certificates.some((certificate) =>
    createVerify(hash).update(signed).verify(certificate, decoded(signature), 'base64'),
  );
  if (!fits) throw new Refusal('signature', 'No certificate of the identity provider fits the signature.');
};

const inflated = (base64: string): string => {
  try {
    return inflateRawSync(Buffer.from(base64, 'base64'), { maxOutputLength: MAX_XML }).toString('utf8');
  } catch {
    throw new Refusal('not-xml', 'The message cannot be unpacked.');
  }
};

/** @throws Refusal */
const readLogout = (xml: string, rules: LogoutRules): LogoutAsked => {
  const root = readXml(xml);
  if (!isElement(root, NS.protocol, 'LogoutRequest'))
    throw new Refusal('structure', 'This is no LogoutRequest.');
  checkEnvelope(root, rules);
  const id = attributeOf(root, 'ID');
  const element = onlyChild(root, NS.assertion, 'NameID');
  const nameId = element && textOf(element);
  if (!id || !nameId) throw new Refusal('name-id', 'The request names nobody, or has no id.');
  const ends = attributeOf(root, 'NotOnOrAfter');
  const validUntil = ends === undefined ? rules.now + 3_600_000 : instantOf(ends, 'NotOnOrAfter');
  requireBefore(validUntil, rules.now, 'The request');
  const index = onlyChild(root, NS.protocol, 'SessionIndex');
  return { id, nameId, sessionIndex: index && textOf(index), validUntil };
};

/**
 * A LogoutRequest as it came by redirect (`query`, without `?`) or by form. It has to be signed either way: else anybody
 * could sign anybody out. @throws Refusal
 */
export const inspectLogout = (
  message: { readonly query: string } | { readonly xml: string },
  rules: LogoutRules,
): LogoutAsked => {
  if ('query' in message) {
    const parts = rawParts(message.query);
    requireQuerySignature(parts, 'SAMLRequest', rules.certificates);
    return readLogout(inflated(decoded(parts.get('SAMLRequest') ?? '')), rules);
  }
  const root = readXml(message.xml);
  checkSignatures(root, [root]);
  const covered = verifiedText(message.xml, root, rules.certificates);
  if (covered === undefined) throw new Refusal('not-signed', 'The message is not signed.');
  return readLogout(covered, rules);
};
