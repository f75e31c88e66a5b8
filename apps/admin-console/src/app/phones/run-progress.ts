import { formatBytes, formatRate } from '../text/bytes';
import { files } from '../text/counts';
import { formatDuration } from '../text/durations';
import type { PhoneAnswer } from './phone-state-sentence';

type Progress = NonNullable<NonNullable<PhoneAnswer['currentRun']>['progress']>;

/** A run's progress as a bar and the figures beside it. */
export interface ProgressView {
  /** 0 to 100, or nothing where the total is not known yet. */
  readonly percent: number | undefined;
  readonly figures: readonly string[];
}

/** Bytes where their total is known, else files; the remaining time only where a rate has been measured. */
export function progressView(progress: Progress): ProgressView {
  const { bytesTotal, filesTotal, bytesPerSecond } = progress;
  // Null for who may not read figures: such a bar only says that something goes on.
  const bytesDone = progress.bytesDone ?? 0;
  const filesDone = progress.filesDone ?? 0;
  const percent = share(bytesDone, bytesTotal) ?? share(filesDone, filesTotal);
  const figures: string[] = [];
  if (bytesTotal !== null && bytesTotal > 0) {
    figures.push($localize`${formatBytes(bytesDone)}:done: of ${formatBytes(bytesTotal)}:total:`);
  } else if (bytesDone > 0) figures.push(formatBytes(bytesDone));
  if (filesDone > 0) figures.push(files(filesDone));
  if (bytesPerSecond !== null && bytesPerSecond > 0) {
    figures.push(formatRate(bytesPerSecond));
    if (bytesTotal !== null && bytesTotal > bytesDone) {
      const seconds = (bytesTotal - bytesDone) / bytesPerSecond;
      figures.push($localize`about ${formatDuration(seconds)}:duration: left`);
    }
  }
  return { percent, figures };
}

const share = (done: number, total: number | null): number | undefined =>
  total === null || total === 0 ? undefined : Math.min(100, (done / total) * 100);
