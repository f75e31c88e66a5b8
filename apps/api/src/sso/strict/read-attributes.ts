import type { Element } from '@xmldom/xmldom';
import { attributeOf, childElements, childrenNamed, isElement } from './elements.js';
import { NS } from './namespaces.js';
import { Refusal } from './refusal.js';

const MAX_ATTRIBUTES = 200;
const MAX_VALUES = 2_000;
const MAX_LENGTH = 4_000;

/** The text of a value; one that holds elements is none that we read (a NameID in a value, as some providers send). */
const valueOf = (element: Element): string | undefined =>
  childElements(element).length > 0 ? undefined : (element.textContent ?? '').trim();

/**
 * Attributes by name, each as a list whatever the provider sends: one value, many, or the attribute twice.
 * @throws Refusal `attribute` for more or longer ones than any directory sends
 */
export const readAttributes = (assertion: Element): Map<string, string[]> => {
  const read = new Map<string, string[]>();
  let count = 0;
  for (const statement of childrenNamed(assertion, NS.assertion, 'AttributeStatement')) {
    for (const attribute of childElements(statement)) {
      if (!isElement(attribute, NS.assertion, 'Attribute')) continue;
      const name = attributeOf(attribute, 'Name') ?? '';
      const values = childrenNamed(attribute, NS.assertion, 'AttributeValue')
        .map(valueOf)
        .filter((value) => value !== undefined);
      count += values.length;
      const long = name.length > MAX_LENGTH || values.some((value) => value.length > MAX_LENGTH);
      if (long || count > MAX_VALUES || read.size >= MAX_ATTRIBUTES)
        throw new Refusal('attribute', 'The assertion has more or longer attributes than are read.');
      read.set(name, [...(read.get(name) ?? []), ...values]);
    }
  }
  return read;
};
