import { describe, expect, it } from '@jest/globals';
import { safeCell } from './safe-cell.js';

const rows: [string, string][] = [
  ['Ada', 'Ada'],
  ['', ''],
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['\u0000=1', "'=1"],
  ['＝1', "'＝1"],
  ['a=b', 'a=b'],
];

describe('safeCell', () => {
  it.each(rows)('%j becomes %j', (text, cell) => {
    expect(safeCell(text)).toBe(cell);
  });
});
