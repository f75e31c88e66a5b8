import type { WaitingFor } from '@holdfast/contracts';
import type { PersonStep } from '@holdfast/phones';

/** What a run waits for its person to do, and for how long already. Told in seconds: no moment leaves this computer. */
export class Waiting {
  private asked:
    { readonly step: WaitingFor['step']; readonly atMs: number; readonly seconds?: number } | undefined;

  constructor(private readonly now: () => Date) {}

  told(step: PersonStep): void {
    const atMs = this.now().getTime();
    if (step.step === 'none') this.asked = undefined;
    else if (step.step === 'passcode') this.asked = { step: 'passcode', atMs, seconds: step.seconds };
    else this.asked = { step: step.step, atMs };
  }

  /** As of now; undefined while nothing is waited for. */
  get forWhat(): WaitingFor | undefined {
    if (!this.asked) return undefined;
    const { step, atMs, seconds } = this.asked;
    const ago = Math.min(86_400, Math.max(0, Math.floor((this.now().getTime() - atMs) / 1000)));
    const secondsLeft = seconds === undefined ? null : Math.max(0, seconds - ago);
    return { step, askedSecondsAgo: ago, secondsLeft };
  }
}
