import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(process.cwd(), 'src');
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter(
    (entry) => entry.isFile() && /\.(?:css|ts|html)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'),
  )
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !path.includes('/client/'));

const finds = (pattern: RegExp, among: RegExp): string[] =>
  sources
    .filter((path) => among.test(path))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line, index) => ({ line, at: `${path.slice(root.length + 1)}:${index + 1}: ${line.trim()}` }))
        .filter(({ line }) => pattern.test(line))
        .map(({ at }) => at),
    );

describe('the console’s styles', () => {
  it('use logical properties only, so that the page turns round for right-to-left', () => {
    const physical =
      /^\s*(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|float)\s*:|text-align:\s*(?:left|right)/;
    expect(finds(physical, /\.(?:css|ts)$/)).toEqual([]);
  });

  it('carry no style attribute, which the content security policy refuses', () => {
    expect(finds(/\sstyle="/, /\.(?:ts|html)$/)).toEqual([]);
  });

  it('name colours in the tokens only', () => {
    const colour = /#[0-9a-f]{3,8}\b|rgba?\(|hsl\(/i;
    const outside = finds(colour, /\.css$/).filter((hit) => !/^styles\/(?:tokens|material)\.css/.test(hit));
    expect(outside).toEqual([]);
  });

  it('load nothing from elsewhere', () => {
    expect(finds(/url\(|@import|https?:\/\/(?!localhost)/, /\.(?:css|html)$/)).toEqual([]);
  });
});
