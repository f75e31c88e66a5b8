import type { Element } from '@xmldom/xmldom';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { childrenNamed } from './elements.js';
import { NS } from './namespaces.js';
import { Refusal } from './refusal.js';

/**
 * The bytes that a signature in `element` covers, as canonical XML without the signature: what may be believed. Undefined
 * when the element is not signed. `text` is the whole document; shapes were checked before (`checkSignatures`).
 * `certificates` are PEM; the key that a message brings along is never looked at.
 * @throws Refusal `signature` when a signature is there and none of the certificates made it
 */
export const verifiedText = (
  text: string,
  element: Element,
  certificates: readonly string[],
): string | undefined => {
  const [signature] = childrenNamed(element, NS.signature, 'Signature');
  if (!signature) return undefined;
  for (const certificate of certificates) {
    const signed = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
    try {
      signed.loadSignature(signature as never);
      if (!signed.checkSignature(text)) continue;
      const [covered, ...more] = signed.getSignedReferences();
      if (covered && more.length === 0 && isThatElement(covered, element)) return covered;
    } catch {
      // Another certificate may fit: during a rollover there are two.
    }
  }
  throw new Refusal('signature', 'No certificate of the identity provider fits the signature.');
};

/** The covered bytes are the element, not another one and not nothing. */
const isThatElement = (covered: string, element: Element): boolean => {
  const root = new DOMParser().parseFromString(covered, 'text/xml').documentElement;
  return (
    root?.localName === element.localName &&
    root?.namespaceURI === element.namespaceURI &&
    root?.getAttribute('ID') === element.getAttribute('ID')
  );
};
