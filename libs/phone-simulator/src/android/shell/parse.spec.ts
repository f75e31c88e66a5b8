import { describe, expect, it } from '@jest/globals';
import { parseLine, ShellSyntax } from './parse.js';

const words = (line: string): (readonly string[])[] => parseLine(line).map((statement) => statement.words);

describe('the phone’s small shell', () => {
  it.each([
    ['ls  -l /sdcard', [['ls', '-l', '/sdcard']]],
    ['ls \'a b\' "c d" e\\ f', [['ls', 'a b', 'c d', 'e f']]],
    ["cat 'it'\\''s'", [['cat', "it's"]]],
    ['a; b && c || d', [['a'], ['b'], ['c'], ['d']]],
    ["echo 'new\nline'", [['echo', 'new\nline']]],
    ['ls /x 2>/dev/null >/dev/null 2>&1', [['ls', '/x']]],
    ['', []],
  ])('%j', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it('knows how commands are joined and where output goes', () => {
    const [first, second] = parseLine('a 2>&1 || b > /dev/null');
    expect(first).toMatchObject({ errToOut: true, silentOut: false });
    expect(second).toMatchObject({ after: '||', silentOut: true });
  });

  it.each(['ls | wc', 'sleep 1 &', "echo 'open", 'echo x > /sdcard/file'])(
    'refuses what it does not understand: %s',
    (line) => {
      expect(() => parseLine(line)).toThrow(ShellSyntax);
    },
  );
});
