const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as it stands in an element; a carriage return is escaped, or a parser would make a line feed of it. */
export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (found) => ESCAPES[found]!);

const escapeAttribute = (text: string): string => text.replace(/[&<>"\t\n\r]/g, (found) => ESCAPES[found]!);

/**
 * XML text of one element. Attributes that are null or undefined are left out, and so are such children; children are XML
 * text already (see `escapeText`).
 */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | null | undefined>>,
  ...children: readonly (string | null | undefined)[]
): string => {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
    .join('');
  const content = children.join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};
