import { describe, expect, it } from '@jest/globals';
import { endingIn } from '../testing/selections.js';
import { NO_IDS } from '../tree/tree-entry.js';
import type { Walked } from '../tree/walk-tree.js';
import { SelectionWalk } from './selection-walk.js';

const walked = (path: string): Walked => {
  const names = path.split('/').map((name) => Buffer.from(name));
  const facts = { size: 0n, mtimeNs: 0n, mode: undefined, category: 'other', ids: NO_IDS };
  return { path: names, entry: { ...facts, name: names.at(-1)!, kind: 'directory' } };
};

describe('a selection on its way through a walk', () => {
  it('says which folders need not be read', () => {
    const walk = new SelectionWalk(endingIn('x', ['a']), []);
    expect(walk.enters(walked('b'))).toBe(false);
    expect(walk.enters(walked('a'))).toBe(true);
    expect(walk.enters(walked('a/b'))).toBe(false);
    expect(walk.takes(walked('a/x'))).toBe(true);
    expect(walk.takes(walked('a/y'))).toBe(false);
  });

  it('begins at the top, wherever the walk does', () => {
    const outside = new SelectionWalk(endingIn('x', ['a']), [Buffer.from('b')]);
    expect([outside.takes(walked('b')), outside.takes(walked('b/x'))]).toEqual([false, false]);
    expect(outside.enters(walked('b/a'))).toBe(false);
    expect(new SelectionWalk(endingIn('x', ['a']), [Buffer.from('a')]).takes(walked('a/x'))).toBe(true);
  });

  it('takes all where nothing is selected', () => {
    const walk = new SelectionWalk(undefined, []);
    expect([walk.takes(walked('a')), walk.enters(walked('a'))]).toEqual([true, true]);
  });
});
