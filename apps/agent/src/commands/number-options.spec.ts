import { describe, expect, it } from '@jest/globals';
import { days, percent, size, wholeNumber } from './number-options.js';

describe('numbers on the command line', () => {
  it.each([
    ['0', 0],
    ['512', 512],
    ['10k', 10_240],
    ['1.5 MiB', 1_572_864],
    ['2G', 2_147_483_648],
    ['1TB', 1_099_511_627_776],
  ])('reads %s as a size', (text, bytes) => expect(size('--max-repack')(text)).toBe(bytes));

  it('reads counts, days and percentages', () => {
    expect(wholeNumber('--keep-last', 1)('7')).toBe(7);
    expect(days('--cooling-off')('0.5')).toBe(43_200_000);
    expect([percent('--p')('80'), percent('--p')('0%'), percent('--p')('99.5')]).toEqual([0.8, 0, 0.995]);
  });

  it.each(['', '-1', '1e3', 'ten', '0x10', 'Infinity', '5X'])('refuses %p, naming the flag', (text) => {
    for (const parse of [size('--f'), wholeNumber('--f', 0), days('--f'), percent('--f')])
      expect(() => parse(text)).toThrow(/^--f takes/);
  });

  it('refuses what is out of its range', () => {
    expect(() => wholeNumber('--keep-last', 1)('0')).toThrow('from 1 on');
    expect(() => percent('--p')('101')).toThrow('0 to 100');
  });
});
