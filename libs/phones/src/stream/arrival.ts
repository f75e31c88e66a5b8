import { silent } from './phone-faults.js';

/** Waits for what the other side sends, no longer than `silenceMs` (`Infinity`: as long as it takes). One waits at a time. */
export class Arrival {
  private wake: (() => void) | undefined;

  /** `giveUp`: ends the conversation with a side that was silent for too long. */
  constructor(
    private readonly silenceMs: number,
    private readonly giveUp: () => void,
  ) {}

  /** Resolves at the next `tell`. Throws `SourceError` `unplugged` after `silenceMs`. */
  wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const tooLong = (): void => {
        this.wake = undefined;
        this.giveUp();
        reject(silent());
      };
      const timer = this.silenceMs === Infinity ? undefined : setTimeout(tooLong, this.silenceMs);
      this.wake = () => {
        this.wake = undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Something is there, or nothing will be any more. */
  tell(): void {
    this.wake?.();
  }
}
