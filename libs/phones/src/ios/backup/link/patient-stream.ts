import { silent, stopped, unplugged } from './link-faults.js';
import type { PhoneStream } from '../../../stream/phone-stream.js';

/** How often the clock is looked at while the phone is waited for; no timer is set for each piece. */
const LOOKS_IN_PATIENCE = 20;

export interface Patience {
  /** Longest silence of the phone while it is waited for, milliseconds. A pause of minutes is no error. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A stream that ends by itself: at once by the signal, and when the phone has been silent for too long. What it waited for
 * then fails with `cancelled` or `unplugged`. Time that this side takes is not the phone's silence.
 */
export class PatientStream implements PhoneStream {
  private failure: Error | undefined;
  private give: ((error: Error) => void) | undefined;
  private waitingSince: number | undefined;
  private readonly watch: NodeJS.Timeout;

  constructor(
    private readonly stream: PhoneStream,
    private readonly patience: Patience,
  ) {
    this.watch = setInterval(this.look, Math.max(5, patience.patienceMs / LOOKS_IN_PATIENCE));
    if (patience.signal?.aborted === true) this.stop();
    patience.signal?.addEventListener('abort', this.stop, { once: true });
  }

  next(): Promise<Uint8Array | undefined> {
    return this.within(() => this.stream.next());
  }

  /** Throws `unplugged` where the phone does not take them. */
  write(bytes: Uint8Array): Promise<void> {
    return this.within(() => this.stream.write(bytes));
  }

  close(): void {
    clearInterval(this.watch);
    this.patience.signal?.removeEventListener('abort', this.stop);
    this.failure ??= unplugged();
    this.stream.close();
  }

  private within<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) return reject(this.failure);
      this.waitingSince = performance.now();
      this.give = reject;
      work().then(
        (value) => {
          this.waitingSince = undefined;
          resolve(value);
        },
        (error: unknown) => reject(this.failure ?? unplugged(error)),
      );
    });
  }

  private readonly look = (): void => {
    const { patienceMs } = this.patience;
    if (this.waitingSince !== undefined && performance.now() - this.waitingSince > patienceMs)
      this.end(silent(patienceMs));
  };

  private readonly stop = (): void => this.end(stopped());

  private end(failure: Error): void {
    this.failure ??= failure;
    this.close();
    this.give?.(this.failure);
  }
}
