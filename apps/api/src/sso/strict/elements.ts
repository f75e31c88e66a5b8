import type { Element } from '@xmldom/xmldom';
import { Refusal } from './refusal.js';

export const isElement = (element: Element, namespace: string, name: string): boolean =>
  element.namespaceURI === namespace && element.localName === name;

export const childElements = (parent: Element): Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);

export const childrenNamed = (parent: Element, namespace: string, name: string): Element[] =>
  childElements(parent).filter((child) => isElement(child, namespace, name));

/** The only child with this name; undefined when there is none. @throws Refusal `structure` for two */
export const onlyChild = (parent: Element, namespace: string, name: string): Element | undefined => {
  const found = childrenNamed(parent, namespace, name);
  if (found.length > 1)
    throw new Refusal('structure', `${parent.localName ?? ''} has ${String(found.length)} of ${name}.`);
  return found[0];
};

/** The text of an element that holds nothing but text, without the blanks around it. @throws Refusal `structure` */
export const textOf = (element: Element): string => {
  if (childElements(element).length > 0)
    throw new Refusal('structure', `${element.localName ?? ''} holds elements where text belongs.`);
  return (element.textContent ?? '').trim();
};

/** An attribute without a namespace; undefined when it is not there. */
export const attributeOf = (element: Element, name: string): string | undefined =>
  element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
