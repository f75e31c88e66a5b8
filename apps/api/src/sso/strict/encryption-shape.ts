import type { Element } from '@xmldom/xmldom';
import { attributeOf, isElement } from './elements.js';
import { NS } from './namespaces.js';
import { elementsOf } from './read-xml.js';
import { Refusal, said } from './refusal.js';

const AUTHENTICATED = new Set([
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
]);
const UNAUTHENTICATED = new Set([
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
]);
/** RSA-OAEP; RSA 1.5 lets whoever can ask often enough decrypt (Bleichenbacher). */
const KEY_TRANSPORT = new Set(['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p']);

/**
 * Checks how an assertion is encrypted, before anything is decrypted. CBC says nothing about who wrote it and leaks by how
 * it fails, so it is accepted only inside a signed response, whose signature is checked first.
 * @throws Refusal `weak-algorithm`, `structure`
 */
export const checkEncryption = (encrypted: Element, insideSigned: boolean): void => {
  let content: string | undefined;
  let key: string | undefined;
  for (const element of elementsOf(encrypted)) {
    if (!isElement(element, NS.encryption, 'EncryptionMethod')) continue;
    const algorithm = attributeOf(element, 'Algorithm') ?? '';
    const holder = element.parentNode as Element;
    if (isElement(holder, NS.encryption, 'EncryptedData') && content === undefined) content = algorithm;
    else if (isElement(holder, NS.encryption, 'EncryptedKey') && key === undefined) key = algorithm;
    else throw new Refusal('structure', 'The assertion is encrypted for more than one key, or twice.');
  }
  if (!key || !KEY_TRANSPORT.has(key))
    throw new Refusal('weak-algorithm', `Key transport ${said(key)} is not accepted: choose RSA-OAEP.`);
  if (!content || !(AUTHENTICATED.has(content) || UNAUTHENTICATED.has(content)))
    throw new Refusal('weak-algorithm', `Encryption ${said(content)} is not accepted: choose AES-256-GCM.`);
  if (UNAUTHENTICATED.has(content) && !insideSigned)
    throw new Refusal(
      'weak-algorithm',
      'AES-CBC needs a signed response around it: choose AES-256-GCM, or sign it.',
    );
};
