import type { Element } from '@xmldom/xmldom';
import { attributeOf, childElements, childrenNamed, isElement } from './elements.js';
import { NS } from './namespaces.js';
import { elementsOf } from './read-xml.js';
import { Refusal, said } from './refusal.js';

/** Names of RFC 9231, as far as the library verifies them; SHA-1 and HMAC are not here, and an HMAC with a certificate as its secret is forged by anybody. */
const SIGNATURE_METHODS = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
]);
const DIGEST_METHODS = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

const refuse = (detail: string): never => {
  throw new Refusal('structure', detail);
};

const one = (parent: Element, name: string): Element => {
  const found = childrenNamed(parent, NS.signature, name);
  return found.length === 1 && found[0]
    ? found[0]
    : refuse(`The signature has ${String(found.length)} of ${name} in ${parent.localName ?? ''}.`);
};

const only = (parent: Element, names: readonly string[]): void => {
  for (const child of childElements(parent))
    if (child.namespaceURI !== NS.signature || !names.includes(child.localName ?? ''))
      refuse(`The signature has ${said(child.localName)} in ${parent.localName ?? ''}.`);
};

const algorithm = (element: Element): string => attributeOf(element, 'Algorithm') ?? '';

const checkCanonicalisation = (method: Element): void => {
  if (algorithm(method) !== NS.exclusive)
    throw new Refusal('weak-algorithm', `Canonicalisation ${said(algorithm(method))} is not accepted.`);
  const children = childElements(method);
  const prefixes =
    children.length === 1 && isElement(children[0] as Element, NS.exclusive, 'InclusiveNamespaces');
  if (children.length > 0 && !prefixes) refuse('A canonicalisation has something else in it.');
};

/** Exactly what SAML core 5.4 lets a signature be: enveloped, one reference to its own parent, exclusive form. */
const checkSignature = (signature: Element): void => {
  const parent = signature.parentNode as Element;
  only(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  const info = one(signature, 'SignedInfo');
  one(signature, 'SignatureValue');
  only(info, ['CanonicalizationMethod', 'SignatureMethod', 'Reference']);
  checkCanonicalisation(one(info, 'CanonicalizationMethod'));
  const method = one(info, 'SignatureMethod');
  if (!SIGNATURE_METHODS.has(algorithm(method)))
    throw new Refusal('weak-algorithm', `Signature method ${said(algorithm(method))} is not accepted.`);
  if (childElements(method).length > 0) refuse('The signature method has something in it.');
  const reference = one(info, 'Reference');
  only(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const id = attributeOf(parent, 'ID');
  if (!id || attributeOf(reference, 'URI') !== `#${id}`)
    refuse('The signature refers to something else than the element it stands in.');
  const digest = algorithm(one(reference, 'DigestMethod'));
  if (!DIGEST_METHODS.has(digest))
    throw new Refusal('weak-algorithm', `Digest ${said(digest)} is not accepted.`);
  one(reference, 'DigestValue');
  const transforms = one(reference, 'Transforms');
  only(transforms, ['Transform']);
  const [enveloped, exclusive, ...more] = childElements(transforms);
  if (!enveloped || !exclusive || more.length > 0 || algorithm(enveloped) !== ENVELOPED)
    return refuse('The signature transforms what it signs in another way.');
  checkCanonicalisation(exclusive);
};

/**
 * Checks the shape of every signature below a root, before any of them is believed: each stands directly in a root of
 * `places` (a Response, an Assertion), once, and signs that.
 * @throws Refusal `structure`, `weak-algorithm`
 */
export const checkSignatures = (root: Element, places: readonly Element[]): void => {
  for (const element of elementsOf(root)) {
    if (!isElement(element, NS.signature, 'Signature')) continue;
    if (!places.includes(element.parentNode as Element)) refuse('A signature stands where none belongs.');
    checkSignature(element);
  }
  for (const place of places)
    if (childrenNamed(place, NS.signature, 'Signature').length > 1) refuse('An element is signed twice.');
};
