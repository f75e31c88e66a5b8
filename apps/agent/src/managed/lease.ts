import { endpoints } from '@holdfast/contracts';
import { ProblemError } from '../faults/problem-error.js';
import type { ControlPlane } from './control-plane.js';

const RENEW_EVERY_MS = 2 * 60_000;

/** The right to be the one writer of a phone, kept until `release`. Losing it calls `onLost`; a network fault does not. */
export class HeldLease {
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly plane: ControlPlane,
    private readonly phoneId: string,
    private current: number,
    private readonly onLost: (error: ProblemError) => void,
  ) {
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS);
    this.timer.unref();
  }

  /** @throws ProblemError `lease-held` another workstation backs up this phone now */
  static async take(
    plane: ControlPlane,
    phoneId: string,
    onLost: (error: ProblemError) => void,
    signal?: AbortSignal,
  ): Promise<HeldLease> {
    const { fence } = await plane.call(endpoints.takeLease, {
      body: { phoneId },
      ...(signal ? { signal } : {}),
    });
    return new HeldLease(plane, phoneId, fence, onLost);
  }

  /** Grows with each holder; a commit carries it. */
  get fence(): number {
    return this.current;
  }

  release(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    try {
      const body = { phoneId: this.phoneId, fence: this.current };
      this.current = (await this.plane.call(endpoints.takeLease, { body })).fence;
    } catch (error) {
      if (error instanceof ProblemError && (error.code === 'lease-held' || error.code === 'lease-stale')) {
        this.release();
        this.onLost(error);
      }
    }
  }
}
