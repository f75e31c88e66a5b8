import type { SignedParts } from '@holdfast/contracts';
import type { Element } from '@xmldom/xmldom';
import { decryptAssertion } from './decrypt-assertion.js';
import { attributeOf, childrenNamed, isElement } from './elements.js';
import { checkEncryption } from './encryption-shape.js';
import { NS } from './namespaces.js';
import { readXml } from './read-xml.js';
import { Refusal } from './refusal.js';
import { assertionIn, checkEnvelope, checkStatus, type Envelope } from './response-rules.js';
import { checkSignatures } from './signature-shape.js';
import { verifiedText } from './verified-text.js';

export interface ResponseRules extends Envelope {
  /** PEM. */
  readonly certificates: readonly string[];
  readonly signed: SignedParts;
  readonly encryptedOnly: boolean;
  /** PEM: ours, for encrypted assertions. */
  readonly decryptionKey: string;
}

export interface Inspected {
  readonly encrypted: boolean;
  readonly signed: readonly ('response' | 'assertion')[];
  /** The assertion's root, read anew from the bytes that a signature covers. */
  readonly assertion: Element;
}

/** A response as it was posted, not verified. */
export interface PostedResponse {
  readonly text: string;
  readonly root: Element;
  /** The request that it says it answers. */
  readonly requestId: string;
}

/** Reads the form of a response and which request it claims to answer. @throws Refusal */
export const readResponse = (text: string): PostedResponse => {
  const root = readXml(text);
  if (!isElement(root, NS.protocol, 'Response'))
    throw new Refusal('structure', 'The message is no response.');
  const requestId = attributeOf(root, 'InResponseTo');
  if (!requestId || requestId.length > 200)
    throw new Refusal('in-response-to', 'The response answers no request: sign in from Holdfast.');
  return { text, root, requestId };
};

const hasAssertion = (root: Element): boolean =>
  ['Assertion', 'EncryptedAssertion'].some((name) => childrenNamed(root, NS.assertion, name).length > 0);

/** The text of the assertion to read and verify by itself; decrypted first where it is encrypted. */
const openAssertion = async (
  text: string,
  { element, encrypted }: ReturnType<typeof assertionIn>,
  insideSigned: boolean,
  { decryptionKey }: ResponseRules,
): Promise<{ text: string; element: Element }> => {
  if (!encrypted) return { text, element };
  checkEncryption(element, insideSigned);
  const opened = await decryptAssertion(element, decryptionKey);
  const root = readXml(opened);
  checkSignatures(root, [root]);
  return { text: opened, element: root };
};

/**
 * Checks a response on its own: its form, the shape of its signatures and encryption, every signature that is there, and,
 * from signed bytes wherever there are any, that it is a success from the right provider for us. The library that takes
 * part in the sign-in verifies it a second time.
 * @throws Refusal with the first rule that it breaks
 */
export const inspectResponse = async (
  { text, root, requestId }: PostedResponse,
  rules: ResponseRules,
): Promise<Inspected> => {
  // A provider that refuses sends no assertion, and often signs nothing: told as what it is.
  if (!hasAssertion(root)) checkStatus(root);
  const found = assertionIn(root);
  checkSignatures(root, found.encrypted ? [root] : [root, found.element]);
  const responseText = verifiedText(text, root, rules.certificates);
  if (responseText === undefined && rules.signed !== 'assertion')
    throw new Refusal('not-signed', 'The response is not signed.');
  const opened = await openAssertion(text, found, responseText !== undefined, rules);
  const assertionText = verifiedText(opened.text, opened.element, rules.certificates);
  if (assertionText === undefined && rules.signed !== 'response')
    throw new Refusal('not-signed', 'The assertion is not signed.');
  if (rules.encryptedOnly && !found.encrypted)
    throw new Refusal('not-encrypted', 'The assertion is not encrypted.');
  const believed = responseText === undefined ? root : readXml(responseText);
  checkEnvelope(believed, rules);
  checkStatus(believed);
  if (attributeOf(believed, 'InResponseTo') !== requestId)
    throw new Refusal('in-response-to', 'The signed part of the response answers another request.');
  const inResponse = found.encrypted ? opened.element : assertionIn(believed).element;
  return {
    encrypted: found.encrypted,
    signed: [
      ...(responseText === undefined ? [] : (['response'] as const)),
      ...(assertionText === undefined ? [] : (['assertion'] as const)),
    ],
    assertion: assertionText === undefined ? inResponse : readXml(assertionText),
  };
};
