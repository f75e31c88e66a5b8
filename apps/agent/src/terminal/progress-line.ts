import type { BackupProgress } from '@holdfast/storage';
import { bytesText, countText, durationText } from './figures.js';
import { PHASE_TEXT } from './progress-view.js';

/** `reading 1,200 of 2,000 files, 300 MiB of 1.2 GiB, 45 MiB/s, about 20 s left`; what is not known is left out. */
export function progressLine(progress: BackupProgress, unit = 'file'): string {
  const files =
    progress.filesTotal === null
      ? countText(progress.filesDone, unit)
      : `${progress.filesDone.toLocaleString('en-US')} of ${countText(progress.filesTotal, unit)}`;
  const bytes =
    progress.bytesTotal === null
      ? bytesText(progress.bytesDone)
      : `${bytesText(progress.bytesDone)} of ${bytesText(progress.bytesTotal)}`;
  const parts = [`${PHASE_TEXT[progress.phase]} ${files}`, bytes];
  if (progress.bytesPerSecond) parts.push(`${bytesText(progress.bytesPerSecond)}/s`);
  const left = remainingMs(progress);
  if (left !== undefined) parts.push(`about ${durationText(Math.ceil(left / 1000) * 1000)} left`);
  return parts.join(', ');
}

/** Milliseconds until the bytes are done at the rate of now; undefined while that is a guess. */
export function remainingMs(progress: BackupProgress): number | undefined {
  if (!progress.bytesPerSecond || progress.bytesTotal === null) return undefined;
  const left = progress.bytesTotal - progress.bytesDone;
  return left <= 0 ? undefined : (left / progress.bytesPerSecond) * 1000;
}
