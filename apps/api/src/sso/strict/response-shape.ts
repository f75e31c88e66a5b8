import type { SignedParts } from '@holdfast/contracts';
import type { Element } from '@xmldom/xmldom';
import { attributeOf, childrenNamed, isElement } from './elements.js';
import { checkEncryption } from './encryption-shape.js';
import { NS } from './namespaces.js';
import { readXml } from './read-xml.js';
import { Refusal } from './refusal.js';
import { assertionIn, checkStatus } from './response-rules.js';
import { checkSignatures } from './signature-shape.js';

/** A response as it was posted, not verified. */
export interface PostedResponse {
  readonly root: Element;
  /** The request that it says it answers. */
  readonly requestId: string;
}

/** What a response is made of, as far as its form tells. */
export interface ResponseShape {
  readonly encrypted: boolean;
  /** Its one assertion, or what is encrypted in its place. */
  readonly assertion: Element;
  readonly responseSigned: boolean;
  /** Of an encrypted assertion this is known only once it is open. */
  readonly assertionSigned: boolean;
}

export interface ShapeRules {
  readonly signed: SignedParts;
  readonly encryptedOnly: boolean;
}

/** Reads the form of a response and which request it claims to answer. @throws Refusal */
export const readResponse = (text: string): PostedResponse => {
  const root = readXml(text);
  if (!isElement(root, NS.protocol, 'Response'))
    throw new Refusal('structure', 'The message is no response.');
  const requestId = attributeOf(root, 'InResponseTo');
  if (!requestId || requestId.length > 200)
    throw new Refusal('in-response-to', 'The response answers no request: sign in from Holdfast.');
  return { root, requestId };
};

const isSigned = (element: Element): boolean => childrenNamed(element, NS.signature, 'Signature').length > 0;

/**
 * Checks what a response is made of before any signature is computed: its parts, the shape of every signature, the kind
 * of encryption, and that what has to be signed is. Nothing in it is believed yet.
 * @throws Refusal with the first rule that it breaks
 */
export const checkShape = ({ root }: PostedResponse, rules: ShapeRules): ResponseShape => {
  const assertions = ['Assertion', 'EncryptedAssertion'].flatMap((name) =>
    childrenNamed(root, NS.assertion, name),
  );
  // A provider that refuses sends no assertion, and often signs nothing: told as what it is.
  if (assertions.length === 0) checkStatus(root);
  const { element: assertion, encrypted } = assertionIn(root);
  checkSignatures(root, encrypted ? [root] : [root, assertion]);
  const responseSigned = isSigned(root);
  const assertionSigned = !encrypted && isSigned(assertion);
  if (!responseSigned && rules.signed !== 'assertion')
    throw new Refusal('not-signed', 'The response is not signed.');
  if (!encrypted && !assertionSigned && rules.signed !== 'response')
    throw new Refusal('not-signed', 'The assertion is not signed.');
  if (rules.encryptedOnly && !encrypted)
    throw new Refusal('not-encrypted', 'The assertion is not encrypted.');
  if (encrypted) checkEncryption(assertion, responseSigned);
  return { encrypted, assertion, responseSigned, assertionSigned };
};

/** The same for an assertion that was encrypted, once it is open. Answers whether it is signed. @throws Refusal */
export const checkOpened = (text: string, rules: ShapeRules): { root: Element; signed: boolean } => {
  const root = readXml(text);
  if (!isElement(root, NS.assertion, 'Assertion'))
    throw new Refusal('structure', 'What is encrypted is no assertion.');
  checkSignatures(root, [root]);
  const signed = isSigned(root);
  if (!signed && rules.signed !== 'response') throw new Refusal('not-signed', 'The assertion is not signed.');
  return { root, signed };
};
