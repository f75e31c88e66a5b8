import type { BackupProgress } from '@holdfast/storage';

/** Shows how far something is; `stop` leaves the terminal as it was. */
export interface ProgressView {
  update(progress: BackupProgress): void;
  stop(): void;
}

/** Shows nothing. */
export const NO_PROGRESS: ProgressView = { update: () => undefined, stop: () => undefined };

/** Names of the phases for a person. */
export const PHASE_TEXT: Record<BackupProgress['phase'], string> = {
  waiting: 'waiting',
  scanning: 'looking',
  reading: 'reading',
  uploading: 'storing',
  committing: 'finishing',
  verifying: 'checking',
  done: 'done',
};
