import { pathText } from '../path-text.js';
import type { BackupProgress, BackupRequest } from '../repository/repository.js';

/** Counts for the person who waits. Rates come from the request's clock, this library reads none. */
export class ProgressCounter {
  private readonly startedAt: number;
  private state: BackupProgress = {
    phase: 'scanning',
    filesDone: 0,
    filesTotal: null,
    bytesDone: 0,
    bytesTotal: null,
    bytesPerSecond: null,
  };

  constructor(private readonly request: Pick<BackupRequest, 'now' | 'onProgress'>) {
    this.startedAt = request.now().getTime();
  }

  phase(phase: BackupProgress['phase'], change: Partial<BackupProgress> = {}): void {
    this.set({ phase, ...change });
  }

  found(files: number, bytes: number): void {
    this.set({ filesDone: files, bytesDone: bytes });
  }

  reading(path: readonly Uint8Array[]): void {
    this.set({ current: pathText(path) });
  }

  bytes(more: number): void {
    const bytesDone = this.state.bytesDone + more;
    const seconds = (this.request.now().getTime() - this.startedAt) / 1000;
    this.set({ bytesDone, bytesPerSecond: seconds > 0.5 ? Math.round(bytesDone / seconds) : null });
  }

  fileDone(): void {
    this.set({ filesDone: this.state.filesDone + 1 });
  }

  private set(change: Partial<BackupProgress>): void {
    this.state = { ...this.state, ...change };
    this.request.onProgress?.(this.state);
  }
}
