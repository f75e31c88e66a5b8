import { scrub } from './printable.js';

/** Widest line that is read with ease. */
const WIDEST = 80;

/** Text of paragraphs and `- ` items in lines of at most 80 columns, harmless on a terminal; an item hangs by two. */
export function wrapped(text: string, columns = WIDEST): string {
  const width = Math.max(20, Math.min(columns, WIDEST));
  return text
    .split('\n')
    .map((line) => wrapLine(scrub(line), width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const hang = line.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width || current === '') current = longer;
    else {
      lines.push(current);
      current = `${hang}${word}`;
    }
  }
  return [...lines, current].join('\n');
}
