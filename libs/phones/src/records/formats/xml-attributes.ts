/** How every XML file begins. */
export const XML_HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};
// eslint-disable-next-line no-control-regex -- what XML 1.0 (§2.2) cannot hold is what this is about
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** ` name="value"` of each; null is written as `null`, as SMS Backup & Restore does. What XML cannot hold is dropped. */
export function xmlAttributes(
  attributes: Readonly<Record<string, string | number | null | undefined>>,
): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(String(value ?? null))}"`)
    .join('');
}

function xmlText(text: string): string {
  return text.replace(NO_XML, '').replace(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] ?? '');
}
