import { median, rounded } from '../engine/results.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const ANDROID_FIGURES = [
  { name: 'pull.wallRatioAdb', most: 0.77 },
  { name: 'backup.wallRatioAdb', most: 1 },
  { name: 'scan.filesPerSecond', least: 5000 },
  { name: 'unchanged.filesRead', most: 0 },
  { name: 'peakMiB', most: 256 },
  { name: 'pull.cpuSecondsPerGB' },
  { name: 'backup.cpuSecondsPerGB' },
  { name: 'adb.cpuSecondsPerGB' },
  { name: 'backup.peakMiB' },
];

const GB = 1e9;

/**
 * Figures of what was measured; null for what was not. Ratios are medians of the ratios of pairs, each run one after the
 * other, so that what slows the machine for a while slows both.
 */
export function androidFigures({ pairs, unchanged, entries, bytes }) {
  const of = (figure) => (pairs.length === 0 ? null : rounded(median(pairs.map(figure))));
  const perGB = (tool) => of((pair) => (pair[tool].cpuSeconds / bytes) * GB);
  return {
    'pull.wallRatioAdb': of(({ pull, adb }) => pull.wallSeconds / adb.wallSeconds),
    'backup.wallRatioAdb': of(({ backup, adb }) => backup.wallSeconds / adb.wallSeconds),
    'scan.filesPerSecond': of(({ pull }) => pull.files / pull.scanSeconds),
    'unchanged.filesRead': unchanged ? unchanged.filesRead : null,
    peakMiB: entries ? rounded(entries.peakBytes / 1024 ** 2) : null,
    'pull.cpuSecondsPerGB': perGB('pull'),
    'backup.cpuSecondsPerGB': perGB('backup'),
    'adb.cpuSecondsPerGB': perGB('adb'),
    'backup.peakMiB': of(({ backup }) => backup.peakBytes / 1024 ** 2),
  };
}
