import { describe, expect, it } from '@jest/globals';
import { splitRows } from './split-rows.js';

const told = (answer: string, ids: readonly string[]): Record<string, string | null | undefined> =>
  Object.fromEntries([...splitRows(answer, ids, ['a'])].map(([id, values]) => [id, values.get('a')]));

describe('splitRows', () => {
  it('tells rows with texts of several lines', () => {
    expect(told('Row: 0 _id=1, a=x\ny\nRow: 1 _id=2, a=\n', ['1', '2'])).toEqual({ 1: 'x\ny', 2: '' });
  });

  // The ids are those of a moment before: meanwhile rows went and came, and a text imitates one that went.
  it('tells no row that is gone from a text that imitates it', () => {
    expect(told('Row: 0 _id=1, a=x\nRow: 1 _id=3, a=y\nRow: 1 _id=2, a=forged\n', ['1', '2'])).toEqual({});
  });

  it('tells no row by a text that imitates its old place', () => {
    expect(told('Row: 0 _id=1, a=x\nRow: 1 _id=3, a=y\nRow: 2 _id=3, a=forged\n', ['1', '2', '3'])).toEqual(
      {},
    );
  });

  it('tells nothing of a row whose end was cut off', () => {
    expect(told('Row: 0 _id=1, a=x\nRow: 1 _id=2, a=y', ['1', '2'])).toEqual({ 1: 'x' });
  });
});
