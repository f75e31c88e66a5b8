import { median, rounded } from '../engine/results.mjs';

const [GB, MIB] = [1e9, 1024 ** 2];
/**
 * What waits in the work folder at most: 6 closed packs (more and sealing waits), one more that each of two threads closed
 * before it waits, and one open at each; 16 MiB a pack and what a last chunk goes beyond that.
 */
const SPOOL_MIB = 10 * 17;
/** Beside files and manifests: their names, frames and what the phone asks for. */
const withConversation = (bytes) => Math.round(bytes * 1.01 + 64 * 1024);

const ratio = (tool, other) => (pair) => pair[tool].wallSeconds / pair[other].wallSeconds;
const diskGoal = (leg) => (figures) => {
  const manifests = figures[`${leg}manifestsMiB`];
  return manifests === null ? null : rounded(manifests + SPOOL_MIB);
};

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const IOS_FIGURES = [
  { name: 'full.wallRatioIdevicebackup2', most: 0.7 },
  {
    name: 'incremental.bytesReceived',
    most: (figures) =>
      figures['incremental.bytesChanged'] && withConversation(figures['incremental.bytesChanged']),
  },
  { name: 'incremental.bytesChanged' },
  { name: 'peakMiB', most: 256 },
  { name: 'large.growthMiB', most: 32 },
  { name: 'peakDiskMiB', most: diskGoal('') },
  { name: 'manifestsMiB' },
  { name: 'encrypted.wallRatioIdevicebackup2' },
  { name: 'full.cpuSecondsPerGB' },
  { name: 'idevicebackup2.cpuSecondsPerGB' },
  { name: 'full.peakMiB' },
  { name: 'entries.peakMiB', most: 256 },
  { name: 'entries.peakDiskMiB' },
  { name: 'entries.manifestsMiB' },
  { name: 'oneGB.peakMiB', most: 256 },
  { name: 'large.peakMiB', most: 256 },
  { name: 'large.peakDiskMiB', most: diskGoal('large.') },
  { name: 'large.manifestsMiB' },
];

/**
 * Figures of what was measured; null for what was not. Ratios are medians of the ratios of pairs, each run one after the
 * other, so that what slows the machine for a while slows both. `peakMiB` is the highest of all phones.
 */
export function iosFigures({ pairs, sealed, bytes, increments, legs }) {
  const of = (list, figure) => (list.length === 0 ? null : rounded(median(list.map(figure))));
  const mib = (value) => (value === undefined ? null : rounded(value / MIB));
  const perGB = (tool) => of(pairs, (pair) => (pair[tool].cpuSeconds / bytes) * GB);
  const { entries, oneGB, large } = legs;
  const peaks = [entries, oneGB, large].flatMap((leg) => (leg === undefined ? [] : [leg.peakBytes]));
  return {
    'full.wallRatioIdevicebackup2': of(pairs, ratio('holdfast', 'idevicebackup2')),
    'incremental.bytesReceived': increments?.second.bytesReceived ?? null,
    'incremental.bytesChanged': increments?.second.bytesChanged ?? null,
    peakMiB: peaks.length < 3 ? null : mib(Math.max(...peaks)),
    'large.growthMiB': large && oneGB ? mib(large.peakBytes - oneGB.peakBytes) : null,
    peakDiskMiB: mib(increments?.full.peakDiskBytes),
    manifestsMiB: mib(increments?.full.manifestBytes),
    'encrypted.wallRatioIdevicebackup2': of(sealed, ratio('holdfast', 'idevicebackup2')),
    'full.cpuSecondsPerGB': perGB('holdfast'),
    'idevicebackup2.cpuSecondsPerGB': perGB('idevicebackup2'),
    'full.peakMiB': of(pairs, ({ holdfast }) => holdfast.peakBytes / MIB),
    'entries.peakMiB': mib(entries?.peakBytes),
    'entries.peakDiskMiB': mib(entries?.peakDiskBytes),
    'entries.manifestsMiB': mib(entries?.manifestBytes),
    'oneGB.peakMiB': mib(oneGB?.peakBytes),
    'large.peakMiB': mib(large?.peakBytes),
    'large.peakDiskMiB': mib(large?.peakDiskBytes),
    'large.manifestsMiB': mib(large?.manifestBytes),
  };
}
