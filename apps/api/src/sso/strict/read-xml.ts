import { DOMParser, type Document, type Element, onWarningStopParsing } from '@xmldom/xmldom';
import { Refusal } from './refusal.js';

const MAX_ELEMENTS = 5_000;
const MAX_DEPTH = 60;
const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])[Uu][Tt][Ff]-8\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>/;
/** XML 1.0, production 2, without what no message needs: C1 controls and noncharacters. */
const CHARACTERS = /^[\t\n\r\x20-\x7e\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const ID_NAMES = new Set(['id', 'xml:id']);

/** Elements in document order, the root first. */
export function* elementsOf(root: Element): Generator<Element> {
  yield root;
  for (let child = root.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 1) yield* elementsOf(child as Element);
}

const checkTree = (element: Element, depth: number, seen: { count: number; ids: Set<string> }): void => {
  seen.count += 1;
  if (seen.count > MAX_ELEMENTS || depth > MAX_DEPTH)
    throw new Refusal('structure', 'The message has too many elements or they are nested too deep.');
  for (const { name, value } of Array.from(element.attributes)) {
    if (ID_NAMES.has(name.toLowerCase())) {
      if (seen.ids.has(value)) throw new Refusal('duplicate-id', `Two elements have one id.`);
      seen.ids.add(value);
    }
    // A relative namespace makes canonicalisers disagree or give up, and a digest over nothing always fits.
    const isNamespace = name === 'xmlns' || name.startsWith('xmlns:');
    if (isNamespace && value !== '' && !/^(?:urn:|https?:\/\/)/.test(value))
      throw new Refusal('forbidden-markup', 'A namespace is not an absolute address.');
  }
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 1) checkTree(child as Element, depth + 1, seen);
    else if (child.nodeType !== 3)
      throw new Refusal('forbidden-markup', 'Only elements and text are allowed.');
  }
};

/**
 * The root of an XML text of elements, attributes and text only. No DTD, entity, comment, CDATA section or processing
 * instruction passes, whoever wrote it: they are how one text is made to mean two things. Ids are unique in the document.
 * @throws Refusal `not-xml`, `forbidden-markup`, `structure`, `duplicate-id`
 */
export const readXml = (text: string): Element => {
  if (!CHARACTERS.test(text))
    throw new Refusal('not-xml', 'The message has characters that XML does not allow.');
  const body = text.replace(DECLARATION, '');
  if (/<[!?]/.test(body))
    throw new Refusal(
      'forbidden-markup',
      'The message has a comment, a CDATA section, a DTD or an instruction.',
    );
  let document: Document;
  try {
    document = new DOMParser({ onError: onWarningStopParsing, locator: false }).parseFromString(
      body,
      'text/xml',
    );
  } catch {
    throw new Refusal('not-xml', 'The message is not well-formed XML.');
  }
  const root = document.documentElement;
  if (!root) throw new Refusal('not-xml', 'The message is empty.');
  for (let node = document.firstChild; node; node = node.nextSibling) {
    const blank = node.nodeType === 3 && (node.nodeValue ?? '').trim() === '';
    if (node !== root && !blank) throw new Refusal('structure', 'There is more than one root.');
  }
  checkTree(root, 0, { count: 0, ids: new Set() });
  return root;
};
