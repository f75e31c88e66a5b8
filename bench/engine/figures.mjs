import { rounded } from './results.mjs';

const BACKUPS = ['initial', 'unchanged', 'day2'];

const ratio = (leg, operation, field, other) => (results) => {
  const [ours, theirs] = ['holdfast', other].map((tool) => results.of(leg, tool, operation)?.[field]);
  return ours === undefined || !theirs ? undefined : ours / theirs;
};

const peak = (leg, operations) => (results) => {
  const peaks = operations.map((operation) => results.of(leg, 'holdfast', operation)?.peakMiB);
  return peaks.includes(undefined) ? undefined : Math.max(...peaks);
};

/**
 * Every figure by its name, with the most that it may be where there is a goal. All ratios are ours through theirs, of
 * medians; peaks are of our backups, with all processes that `npx holdfast` starts.
 */
export const FIGURES = [
  { name: 'initial.cpuRatioRestic', goal: 0.5, of: ratio('tmpfs', 'initial', 'cpuSeconds', 'restic') },
  { name: 'initial.wallRatioRestic', goal: 0.5, of: ratio('tmpfs', 'initial', 'wallSeconds', 'restic') },
  { name: 'initialDisk.wallRatioRestic', goal: 0.67, of: ratio('disk', 'initial', 'wallSeconds', 'restic') },
  { name: 'initial.wallRatioBorg', goal: 0.4, of: ratio('tmpfs', 'initial', 'wallSeconds', 'borg') },
  { name: 'day2.storedRatioRestic', goal: 0.9, of: ratio('tmpfs', 'day2', 'addedBytes', 'restic') },
  { name: 'unchanged.wallRatioRestic', goal: 0.5, of: ratio('tmpfs', 'unchanged', 'wallSeconds', 'restic') },
  { name: 'restore.wallRatioRestic', goal: 1, of: ratio('tmpfs', 'restore', 'wallSeconds', 'restic') },
  { name: 'check.wallRatioRestic', goal: 1, of: ratio('tmpfs', 'check', 'wallSeconds', 'restic') },
  { name: 'peakMiB', goal: 256, of: peak('tmpfs', BACKUPS) },
  { name: 'quiet.peakMiB', goal: 150, of: peak('quiet', ['initial']) },
  {
    name: 'streamed.cpuRatioLocal',
    goal: 1.15,
    of: (results) => {
      const [streamed, local] = ['streamed', 'local'].map(
        (way) => results.of('streamed', way, 'initial')?.cpuSeconds,
      );
      return streamed === undefined || !local ? undefined : streamed / local;
    },
  },
  { name: 'initial.storedRatioRestic', of: ratio('tmpfs', 'initial', 'storedBytes', 'restic') },
  { name: 'initial.cpuRatioBorg', of: ratio('tmpfs', 'initial', 'cpuSeconds', 'borg') },
  { name: 'unchanged.cpuRatioRestic', of: ratio('tmpfs', 'unchanged', 'cpuSeconds', 'restic') },
  { name: 'day2.wallRatioRestic', of: ratio('tmpfs', 'day2', 'wallSeconds', 'restic') },
  { name: 'restore.cpuRatioRestic', of: ratio('tmpfs', 'restore', 'cpuSeconds', 'restic') },
  { name: 'restore.peakMiB', of: peak('tmpfs', ['restore']) },
  { name: 'check.cpuRatioRestic', of: ratio('tmpfs', 'check', 'cpuSeconds', 'restic') },
  { name: 'check.peakMiB', of: peak('tmpfs', ['check']) },
  { name: 'initialS3.wallRatioRestic', of: ratio('s3', 'initial', 'wallSeconds', 'restic') },
  { name: 'initialS3.cpuRatioRestic', of: ratio('s3', 'initial', 'cpuSeconds', 'restic') },
  { name: 'restoreS3.wallRatioRestic', of: ratio('s3', 'restore', 'wallSeconds', 'restic') },
];

/** Name → value, null where it was not measured. */
export const figuresOf = (results) =>
  Object.fromEntries(
    FIGURES.map(({ name, of }) => {
      const value = of(results);
      return [name, value === undefined ? null : rounded(value)];
    }),
  );
