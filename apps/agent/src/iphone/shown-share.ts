import type { BackupProgress } from '@holdfast/storage';

/** Below this the phone's own reckoning says nothing yet. */
const LEAST_SHARE = 0.01;

/**
 * An iPhone tells what share of its backup is done and never how many bytes there are: the total is reckoned from both, so
 * that a person sees how much is left.
 */
export class ShownShare {
  private share = 0;

  told(share: number): void {
    if (share > this.share && share <= 1) this.share = share;
  }

  over(progress: BackupProgress): BackupProgress {
    if (progress.phase !== 'reading' || progress.bytesTotal !== null || this.share < LEAST_SHARE)
      return progress;
    return { ...progress, bytesTotal: Math.round(progress.bytesDone / this.share) };
  }
}
