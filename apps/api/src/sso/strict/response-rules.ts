import type { Element } from '@xmldom/xmldom';
import { attributeOf, childElements, childrenNamed, isElement, onlyChild, textOf } from './elements.js';
import { NS } from './namespaces.js';
import { Refusal, said } from './refusal.js';
import { instantOf, requireFresh } from './times.js';

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
const ORDER = ['Issuer', 'Signature', 'Status', 'Assertion', 'EncryptedAssertion'];

/** What a message has to be addressed to and come from. */
export interface Envelope {
  readonly idpEntityId: string;
  readonly destination: string;
  readonly now: number;
}

/** @throws Refusal `issuer` unless the element's only issuer is the identity provider, exactly */
export const requireIssuer = (parent: Element, idpEntityId: string): void => {
  const issuer = onlyChild(parent, NS.assertion, 'Issuer');
  const format = issuer && attributeOf(issuer, 'Format');
  const value = issuer && textOf(issuer);
  if (value !== idpEntityId || (format !== undefined && format !== ENTITY))
    throw new Refusal('issuer', `The issuer is ${said(value)}, not ${said(idpEntityId)}.`);
};

/** Version, Destination, Issuer and age of a protocol message. @throws Refusal */
export const checkEnvelope = (message: Element, { idpEntityId, destination, now }: Envelope): void => {
  const version = attributeOf(message, 'Version');
  if (version !== '2.0') throw new Refusal('version', `The version is ${said(version)}.`);
  const to = attributeOf(message, 'Destination');
  if (to !== destination)
    throw new Refusal('destination', `The destination is ${said(to)}, not ${said(destination)}.`);
  requireIssuer(message, idpEntityId);
  requireFresh(instantOf(attributeOf(message, 'IssueInstant'), 'IssueInstant'), now, 'The message');
};

/** Nothing but success, told once. What the provider says beside it is for the test page. @throws Refusal `status` */
export const checkStatus = (response: Element): void => {
  const status = onlyChild(response, NS.protocol, 'Status');
  const code = status && onlyChild(status, NS.protocol, 'StatusCode');
  const value = code && attributeOf(code, 'Value');
  if (value === SUCCESS) return;
  const inner = code && childrenNamed(code, NS.protocol, 'StatusCode')[0];
  const more = inner ? ` (${said(attributeOf(inner, 'Value'))})` : '';
  throw new Refusal('status', `The identity provider answered ${said(value)}${more}.`);
};

/**
 * The parts of a Response, in the order that the schema asks for and nothing beside them. Answers the one assertion.
 * @throws Refusal `structure`
 */
export const assertionIn = (response: Element): { element: Element; encrypted: boolean } => {
  let at = 0;
  for (const child of childElements(response)) {
    const place = ORDER.indexOf(child.localName ?? '');
    const namespace = [NS.assertion, NS.signature, NS.protocol, NS.assertion, NS.assertion][place];
    if (place < at || !namespace || !isElement(child, namespace, ORDER[place] as string))
      throw new Refusal('structure', `The response has ${said(child.localName)} where it does not belong.`);
    at = place;
  }
  const plain = childrenNamed(response, NS.assertion, 'Assertion');
  const encrypted = childrenNamed(response, NS.assertion, 'EncryptedAssertion');
  const [element, ...more] = [...plain, ...encrypted];
  if (!element || more.length > 0)
    throw new Refusal('structure', `The response has ${String(plain.length + encrypted.length)} assertions.`);
  return { element, encrypted: encrypted.length === 1 };
};
