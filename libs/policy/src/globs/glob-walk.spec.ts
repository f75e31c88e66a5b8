import { describe, expect, it } from '@jest/globals';
import { covers, globs } from './glob-walk.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const raw = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const walked = (pattern: string, path: readonly Uint8Array[], options = {}) =>
  path.reduce((walk, name) => walk.into(name), globs([pattern], options));

describe('patterns', () => {
  it.each([
    ['*.jpg', 'DCIM/a.jpg', true],
    ['*.jpg', 'DCIM/a.jpeg', false],
    ['*.jpg', 'a.jpg/b', false],
    ['DCIM/*', 'DCIM/a', true],
    ['DCIM/*', 'DCIM/a/b', false],
    ['DCIM/**', 'DCIM/a/b', true],
    ['DCIM/**', 'DCIM', true],
    ['**/cache', 'a/b/cache', true],
    ['**/cache', 'cache', true],
    ['**', 'a/b', true],
    ['/DCIM', 'DCIM', true],
    ['/DCIM', 'a/DCIM', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/**/z', 'a/b/z/c', false],
    ['a/**/b/**/c', 'a/b/x/b/c', true],
    ['?.x', 'ä.x', true],
    ['?.x', '🙂.x', true],
    ['*??', '€', false],
    ['.*', 'ab', false],
    ['(a+)+$', 'aaaa', false],
    ['[a]', 'a', false],
    ['\\*.jpg', '*.jpg', true],
    ['\\*.jpg', 'a.jpg', false],
    ['new\\nline', 'new\nline', true],
    ['back\\\\slash', 'back\\slash', true],
    ['bidi\\u{202e}*', 'bidi\u202egnp', true],
    ['caf\\xc3\\xa9', 'café', true],
    ['IMG', 'img', false],
  ])('%s against %s: %s', (pattern, path, matches) => {
    expect(walked(pattern, path.split('/').map(bytes)).matches).toBe(matches);
  });

  it.each([
    ['img_*.JPG', 'DCIM/IMG_1.jpg', true],
    ['ÜBER*', 'über.txt', true],
    ['dcim/**', 'DCIM/a', true],
    ['dcim/a', 'DCIM/b', false],
  ])('%s against %s without a difference between cases: %s', (pattern, path, matches) => {
    expect(walked(pattern, path.split('/').map(bytes), { ignoreCase: true }).matches).toBe(matches);
  });

  it('read names as bytes, also those that no text can hold', () => {
    expect(walked('caf?.jpg', [raw('caf\xe9.jpg')]).matches).toBe(true);
    expect(walked('caf??.jpg', [raw('caf\xe9.jpg')]).matches).toBe(false);
    expect(walked('caf\\xe9.*', [raw('caf\xe9.jpg')]).matches).toBe(true);
    expect(walked('caf\ufffd.jpg', [raw('caf\xe9.jpg')]).matches).toBe(false);
    // Overlong, a surrogate, beyond the last code point: three, three and four bytes by themselves.
    expect(walked('???', [raw('\xe0\x80\xaf')]).matches).toBe(true);
    expect(walked('???', [raw('\xed\xa0\x80')]).matches).toBe(true);
    expect(walked('????', [raw('\xf4\x90\x80\x80')]).matches).toBe(true);
  });

  it.each([
    ['DCIM/*.jpg', 'DCIM', true],
    ['DCIM/*.jpg', 'Music', false],
    ['DCIM/*.jpg', 'DCIM/a', false],
    ['DCIM/**', 'DCIM/a/b', true],
    ['*.jpg', 'Music/x', true],
    ['a/**/z', 'b', false],
  ])('%s can match below %s: %s', (pattern, path, goesOn) => {
    expect(walked(pattern, path.split('/').map(bytes)).goesOn).toBe(goesOn);
  });

  it('cover what lies below a folder that they match', () => {
    const path = ['DCIM', '.thumbnails', 'a.jpg'].map(bytes);
    expect(covers(globs(['.thumb*']), path)).toBe(true);
    expect(covers(globs(['/.thumb*', 'b']), path)).toBe(false);
    expect(covers(globs([]), path)).toBe(false);
  });

  it('stay fast when made to be slow', () => {
    const startedAt = performance.now();
    expect(walked(`${'a*'.repeat(200)}b`, [bytes('a'.repeat(4000))]).matches).toBe(false);
    expect(
      walked(
        `${'**/a/'.repeat(100)}b`,
        Array.from({ length: 300 }, () => bytes('a')),
      ).matches,
    ).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
