import type { PersonStep } from '@holdfast/phones';
import type { BackupProgress } from '@holdfast/storage';
import { ShownShare } from '../iphone/shown-share.js';
import { Waiting } from '../iphone/waiting.js';

const NOTHING_YET: BackupProgress = {
  phase: 'waiting',
  filesDone: 0,
  filesTotal: null,
  bytesDone: 0,
  bytesTotal: null,
  bytesPerSecond: null,
};

/** The control plane takes a run that is silent for minutes for one that has ended. */
const REPEAT_MS = 60_000;

/** How far a run is, with what it waits for: waiting is a state of its own, whatever was read before. */
export class ToldProgress {
  private readonly waiting: Waiting;
  private readonly share = new ShownShare();
  private latest = NOTHING_YET;
  private repeating: NodeJS.Timeout | undefined;

  constructor(
    now: () => Date,
    private readonly tell: (progress: BackupProgress) => void,
  ) {
    this.waiting = new Waiting(now);
  }

  step(step: PersonStep): void {
    this.waiting.told(step);
    clearInterval(this.repeating);
    if (step.step !== 'none') this.repeating = setInterval(() => this.tellNow(), REPEAT_MS);
    this.tellNow();
  }

  shareDone(share: number): void {
    this.share.told(share);
  }

  progress(progress: BackupProgress): void {
    this.latest = this.share.over(progress);
    this.tellNow();
  }

  /** Nothing more is told. */
  end(): void {
    clearInterval(this.repeating);
  }

  private tellNow(): void {
    const waitingFor = this.waiting.forWhat;
    this.tell(waitingFor ? { ...this.latest, phase: 'waiting', waitingFor } : this.latest);
  }
}
