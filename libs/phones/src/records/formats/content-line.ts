/** Longest line of vCard (RFC 6350 §3.2) and iCalendar (RFC 5545 §3.1), octets without the line break. */
const MOST_OCTETS = 75;
// eslint-disable-next-line no-control-regex -- controls are what this is about
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Parameters of a property; one that is undefined is left out. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/**
 * One content line, folded, with its CRLF. `value` is written as it is: escape it by its type (`textValue`, `uriValue`).
 * Parameter values are quoted and encoded as RFC 6868 says.
 */
export function contentLine(name: string, value: string, parameters: Parameters = {}): string {
  const written = Object.entries(parameters)
    .filter((parameter): parameter is [string, string] => parameter[1] !== undefined)
    .map(([key, text]) => `;${key}=${parameterValue(text)}`);
  return fold(`${name}${written.join('')}:${value.replace(/[\r\n]/g, ' ').replace(CONTROLS, '')}`);
}

/** A TEXT value: backslash, comma, semicolon and line breaks escaped; controls, which the formats cannot hold, dropped. */
export function textValue(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[\\,;]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** A text of vCard that has no components: a semicolon stays as it is (RFC 6350 §3.4), as readers expect. */
export function plainText(text: string): string {
  return textValue(text).replaceAll('\\;', ';');
}

/** What stands for an address in a URI value: no blanks, controls or line breaks. */
export function uriValue(text: string): string {
  return text.replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, (character) => encodeURIComponent(character));
}

/** Words that need no quotes stay bare, lists such as `home,fax` among them. */
function parameterValue(text: string): string {
  if (/^[\w.,+/-]+$/.test(text)) return text;
  const encoded = text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replaceAll('\n', '^n');
  return `"${encoded}"`;
}

/** Folds between characters, so that every line is UTF-8 by itself. */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= MOST_OCTETS) return `${line}\r\n`;
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > MOST_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += more;
  }
  return `${[...lines, current].join('\r\n')}\r\n`;
}
