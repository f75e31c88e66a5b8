import type { AdbServerState } from './start-adb-server.js';

const EVERY_MS = 60_000;

/** Keeps an adb server there while an enrolled Android phone is looked for: asked often, it looks once a minute. */
export class AdbServerWatch {
  private lookedAt = Number.NEGATIVE_INFINITY;
  private told = '';

  constructor(
    private readonly wake: () => Promise<AdbServerState>,
    private readonly tell: (problem: string) => void,
    /** False while the company forbids USB debugging, and until it is known whether it does. */
    private readonly isWanted: () => boolean,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A problem is told once, and again when it is another. */
  async look(): Promise<void> {
    if (!this.isWanted() || this.now() - this.lookedAt < EVERY_MS) return;
    this.lookedAt = this.now();
    const state = await this.wake();
    if (state.kind === 'just-tried') return;
    const problem = state.kind === 'failed' ? state.problem : '';
    if (problem !== '' && problem !== this.told) this.tell(problem);
    this.told = problem;
  }
}
