import { describe, expect, it } from '@jest/globals';
import { cutToWidth } from './cut-to-width.js';
import { bytesText, countText, durationText, modeText } from './figures.js';
import { plainProgress } from './plain-progress.js';
import { progressLine } from './progress-line.js';
import { table } from './table.js';

describe('figures for a person', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1023, '1023 B'],
    [1024, '1.00 KiB'],
    [1_048_500, '1.00 MiB'],
    [1_950_000_000n, '1.82 GiB'],
    [10_485_760, '10.0 MiB'],
    [123_456_789, '118 MiB'],
  ])('%s bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it.each([
    [0, '0.0 s'],
    [1234, '1.2 s'],
    [45_000, '45 s'],
    [200_000, '3 min 20 s'],
    [180_000, '3 min'],
    [7_500_000, '2 h 5 min'],
    [7_200_000, '2 h'],
  ])('%s ms are %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

  it('counts with the right noun', () => {
    expect(countText(1, 'file')).toBe('1 file');
    expect(countText(12_031, 'file')).toBe('12,031 files');
    expect(countText(0, 'copy', 'copies')).toBe('0 copies');
  });

  it('shows permission bits as ls does', () => {
    expect(modeText('directory', 0o1755)).toBe('drwxr-xr-t');
    expect(modeText('file', 0o4640)).toBe('-rwSr-----');
    expect(modeText('symlink', undefined)).toBe('l?????????');
  });

  it('cuts to columns by width, not by characters', () => {
    expect(cutToWidth('写真abc', 5)).toBe('写真a');
    expect(cutToWidth('写真', 3)).toBe('写');
  });

  it('lines columns up', () => {
    expect(
      table(
        ['A', 'N'],
        [
          ['long', '1'],
          ['x', '22'],
        ],
        [1],
      ),
    ).toBe('A      N\nlong   1\nx     22');
  });
});

const MIB = 1024 * 1024;

describe('progress', () => {
  const progress = {
    phase: 'reading',
    filesDone: 1200,
    filesTotal: 2000,
    bytesDone: 300 * MIB,
    bytesTotal: 1200 * MIB,
    bytesPerSecond: 45 * MIB,
  } as const;

  it('says what is known, with rate and remaining time', () => {
    expect(progressLine(progress)).toBe(
      'reading 1,200 of 2,000 files, 300 MiB of 1.17 GiB, 45.0 MiB/s, about 20 s left',
    );
    expect(progressLine({ ...progress, filesTotal: null, bytesTotal: null, bytesPerSecond: null })).toBe(
      'reading 1,200 files, 300 MiB',
    );
  });

  it('writes a plain line at a new phase and every five seconds', () => {
    const lines: string[] = [];
    let now = 0;
    const view = plainProgress('Backup', { write: (text) => lines.push(text) > 0 }, () => now);
    for (now = 0; now < 11_000; now += 100) view.update(progress);
    expect(lines).toHaveLength(3);
  });
});
