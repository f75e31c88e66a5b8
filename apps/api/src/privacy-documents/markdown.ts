/** Text that means nothing to Markdown: names and reasons are what people of the company wrote. */
export const plain = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|!~]/g, (character) => `\\${character}`);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table; cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Paragraphs, headings and tables with an empty line between them, and one line's end at the end. */
export const page = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;
