import { describe, expect, it } from '@jest/globals';
import { added, keyOf, type Line, moved, sameLines } from './line-order';

const line = (id: string, priority: number): Line => ({
  policyId: 'p',
  group: priority === 0 ? null : { id, name: id },
  priority,
});
const lines = [line('a', 30), line('b', 20), line('c', 7), line('', 0)];
const told = (some: readonly Line[]): string => some.map((one) => `${keyOf(one)}${one.priority}`).join(' ');

describe('the order of assignments', () => {
  it('lets two neighbours change places, and leaves every other number alone', () => {
    expect(told(moved(lines, 'b', -1))).toBe('b30 a20 c7 everybody0');
    expect(told(moved(lines, 'b', 1))).toBe('a30 c20 b7 everybody0');
  });

  it('never moves the floor, nor anything below it', () => {
    expect(moved(lines, 'c', 1)).toEqual(lines);
    expect(moved(lines, 'everybody', -1)).toEqual(lines);
    expect(moved(lines, 'a', -1)).toEqual(lines);
  });

  it('adds on top, and counts anew where no number is left', () => {
    const one = { policyId: 'p', group: { id: 'd', name: 'd' } };
    expect(told(added(lines, one))).toBe('d40 a30 b20 c7 everybody0');
    expect(told(added([line('a', 1_000_000), line('', 0)], one))).toBe('d20 a10 everybody0');
  });

  it('knows whether anything differs', () => {
    expect(sameLines(lines, [...lines])).toBe(true);
    expect(sameLines(lines, moved(lines, 'b', 1))).toBe(false);
    expect(sameLines(lines, lines.slice(1))).toBe(false);
  });
});
