import { DOMParser, onWarningStopParsing, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';

/** What an identity provider refuses to read, said for the person who looks into it. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/** A document of well-formed XML. @throws ParseError of @xmldom/xmldom, also for what is only a warning */
export const parse = (xml: string): Document =>
  new DOMParser({ onError: onWarningStopParsing, locator: false }).parseFromString(xml, 'text/xml');

/** XML text of a document or an element of it. */
export const serialise = (node: Document | Element): string => new XMLSerializer().serializeToString(node);

/** The root of a message of elements and text only. @throws UnreadableMessage also for DTD, CDATA, comments, instructions */
export const readMessage = (xml: string): Element => {
  if (/<[!?]/.test(xml.replace(/^<\?xml [^?]*\?>/, '')))
    throw new UnreadableMessage('The message has a comment, a CDATA section, a DTD or an instruction.');
  let root: Element | null;
  try {
    root = parse(xml).documentElement;
  } catch {
    throw new UnreadableMessage('The message is not well-formed XML.');
  }
  if (!root) throw new UnreadableMessage('The message is empty.');
  return root;
};

/** Element children of one name, in document order. */
export const childrenNamed = (parent: Element, namespace: string, name: string): Element[] =>
  Array.from(parent.childNodes)
    .filter((node): node is Element => node.nodeType === 1)
    .filter((child) => child.namespaceURI === namespace && child.localName === name);

/** The text of a child that may be there once. @throws UnreadableMessage when it is there twice */
export const childText = (parent: Element, namespace: string, name: string): string | undefined => {
  const found = childrenNamed(parent, namespace, name);
  if (found.length > 1) throw new UnreadableMessage(`The message has ${name} more than once.`);
  return found[0]?.textContent?.trim();
};
