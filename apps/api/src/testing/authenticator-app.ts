import { generate } from 'otplib';

const PERIOD = 30;

/** An authenticator app, which knows one secret. */
export class AuthenticatorApp {
  private lastStep = 0;

  constructor(readonly secret: string) {}

  /**
   * A code that was not used yet: of this step, or of the next one. The step before would be accepted too, but not any
   * longer when the clock ticks on meanwhile. A third one within a step is a mistake of the test and throws.
   */
  code(): Promise<string> {
    const now = Math.floor(Date.now() / 1000 / PERIOD);
    const step = Math.max(this.lastStep + 1, now);
    if (step > now + 1) throw new Error('Every code of now was used: sign in with a passkey, or wait');
    this.lastStep = step;
    return this.codeAt(step);
  }

  codeAt(step: number): Promise<string> {
    return generate({ secret: this.secret, epoch: step * PERIOD, period: PERIOD });
  }
}
