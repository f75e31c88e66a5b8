import { explain } from '../faults/explain.js';
import { ProblemError } from '../faults/problem-error.js';
import type { CheckInAnswer } from './check-in.js';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;
const SOONEST_MS = 1_000;

/** Whether the control plane could be asked, and when. */
export interface Contact {
  readonly ok: boolean;
  readonly at: Date | null;
  readonly problem: string | null;
}

/**
 * Checks in for ever: when the server said, sooner when something changed, with growing jittered pauses while it
 * cannot be asked. Ends when `signal` aborts; throws when the credential is refused, since waiting cannot help then.
 */
export class CheckInLoop {
  contact: Contact = { ok: false, at: null, problem: null };
  private wake: (() => void) | undefined;
  private isWanted = false;
  private failures = 0;

  constructor(
    private readonly checkIn: () => Promise<CheckInAnswer>,
    private readonly onAnswer: (answer: CheckInAnswer, cameBack: boolean) => Promise<void>,
    private readonly onContact: (contact: Contact) => void,
    private readonly now: () => Date,
  ) {}

  /** Something changed that the control plane should hear of: in a second, however often this is called. */
  soon(): void {
    this.isWanted = true;
    this.wake?.();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.isWanted = false;
      const wait = await this.once(signal);
      await this.pause(wait, signal);
    }
  }

  /** Milliseconds until the next one. */
  private async once(signal: AbortSignal): Promise<number> {
    try {
      const answer = await this.checkIn();
      const cameBack = !this.contact.ok;
      this.failures = 0;
      this.tell({ ok: true, at: this.now(), problem: null });
      await this.onAnswer(answer, cameBack);
      return answer.nextCheckInSeconds * 1000 * (0.9 + Math.random() * 0.2);
    } catch (error) {
      if (signal.aborted) return 0;
      if (error instanceof ProblemError && error.code === 'agent-token-refused') throw error;
      this.failures += 1;
      this.tell({ ok: false, at: this.contact.at, problem: explain(error).text.what });
      const asked = error instanceof ProblemError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      const grown = Math.min(FIRST_WAIT_MS * 2 ** (this.failures - 1), LONGEST_WAIT_MS);
      return Math.max(asked, grown * (0.5 + Math.random()));
    }
  }

  private tell(contact: Contact): void {
    const isNew = contact.ok !== this.contact.ok || this.contact.at === null;
    this.contact = contact;
    if (isNew) this.onContact(contact);
  }

  private async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const startedAt = Date.now();
      let timer = setTimeout(done, Math.max(SOONEST_MS, milliseconds));
      const sooner = (): void => {
        clearTimeout(timer);
        timer = setTimeout(done, Math.max(0, startedAt + SOONEST_MS - Date.now()));
      };
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      this.wake = sooner;
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
      else if (this.isWanted) sooner();
    });
    this.wake = undefined;
  }
}
