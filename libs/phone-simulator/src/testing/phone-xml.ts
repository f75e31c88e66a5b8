import { SaxesParser } from 'saxes';

/** One element of a file in the form of "SMS Backup & Restore". */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element in the order in which it begins, as a strict parser reads it; throws where it is not well formed. */
export function xmlElements(text: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes }));
  parser.write(text).close();
  return elements;
}
