import { describe, expect, it } from '@jest/globals';
import { jsonPath } from './json-path.js';
import { parsePath, parsePrintedPath } from './parse-path.js';
import { printableName, printablePath, printableText, scrub } from './printable.js';
import { safeJson } from './safe-json.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

describe('names on a terminal', () => {
  it.each([
    ['plain.jpg', 'plain.jpg'],
    ['Ünïcødé 写真 🙂', 'Ünïcødé 写真 🙂'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['back\\slash', 'back\\\\slash'],
    ['evil\u202egnp.exe', 'evil\\u{202e}gnp.exe'],
    ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['c1\u009b31m', 'c1\\u{9b}31m'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['\u007f', '\\x7f'],
  ])('shows %j as %j', (name, shown) => {
    expect(printableText(name)).toBe(shown);
    expect(printableName(utf8(name))).toBe(shown);
  });

  it('shows bytes that are not UTF-8 one by one and keeps the rest readable', () => {
    expect(printableName(bytes('caf\xe9.jpg'))).toBe('caf\\xe9.jpg');
    expect(printableName(bytes('\xff\xfe'))).toBe('\\xff\\xfe');
    // An overlong slash and a surrogate are not UTF-8 either.
    expect(printableName(bytes('\xc0\xaf\xed\xa0\x80'))).toBe('\\xc0\\xaf\\xed\\xa0\\x80');
  });

  it('is undone exactly by what a person pastes back', () => {
    for (const name of [bytes('caf\xe9 \\x41'), utf8('a\\nb'), utf8('x\n\u202e\u001b'), utf8('写真')]) {
      expect(Buffer.from(parsePrintedPath(printableName(name))[0] ?? [])).toEqual(Buffer.from(name));
    }
  });

  it('joins segments, and shows the root as a slash', () => {
    expect(printablePath([])).toBe('/');
    expect(printablePath([utf8('DCIM'), utf8('a b')])).toBe('DCIM/a b');
  });

  it('scrubs text that is printable already without doubling backslashes', () => {
    expect(scrub('a\\x1b \u001b')).toBe('a\\x1b \\x1b');
  });
});

describe('paths', () => {
  it('splits what a person types and refuses to leave the snapshot', () => {
    expect(parsePath('/a//b/./c/').map((part) => Buffer.from(part).toString())).toEqual(['a', 'b', 'c']);
    expect(parsePath('/')).toEqual([]);
    expect(() => parsePath('a/../b')).toThrow('leaves the snapshot');
  });

  it('keeps exact bytes in JSON where text cannot', () => {
    expect(jsonPath([utf8('a'), utf8('b')])).toEqual({ path: 'a/b' });
    expect(jsonPath([bytes('\xff')])).toEqual({ path: '\ufffd', pathBase64: '/w==' });
  });

  it('prints JSON that a terminal cannot obey, with the same value', () => {
    const value = { name: 'a\u202eb\u009bc\u{e0041}\u001b', size: 5n };
    const text = safeJson(value);
    // eslint-disable-next-line no-control-regex -- exactly these must be gone
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]|[\u{e0000}-\u{e007f}]/u);
    expect(JSON.parse(text)).toEqual({ name: value.name, size: 5 });
  });
});
