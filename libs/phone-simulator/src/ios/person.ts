import type { Clock } from './clock.js';
import type { Notifications } from './notifications.js';

/** What the phone's person does when it asks: about a new computer, and for the passcode. */
export interface PersonHabits {
  /** `allow`: taps Trust at once; `ask`: waits until `trust` or `deny` is called; `deny`: taps Don't Trust. */
  readonly trust: 'allow' | 'ask' | 'deny';
  /** `none`: the phone has no passcode; `enter`: is typed in at once; `ask`: waits; `never`: nobody is there. */
  readonly passcode: 'none' | 'enter' | 'ask' | 'never';
}

/** What became of the sheet that asks for the passcode. */
export type PasscodeAnswer = 'not-needed' | 'entered' | 'dismissed' | 'expired';

/** iOS takes the sheet away after three minutes (reported: libimobiledevice issue 1380). */
const SHEET_MILLISECONDS = 180_000;
const TYPING_MILLISECONDS = 300;

/** The person who holds the phone. */
export class Person {
  isLocked = false;
  private readonly answers = new Map<string, 'asked' | 'trusted' | 'denied'>();
  private sheet: ((answer: PasscodeAnswer) => void) | undefined;

  constructor(
    private readonly habits: PersonHabits,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
    private readonly onAsked: (what: 'trust' | 'passcode') => void = () => undefined,
  ) {}

  get hasPasscode(): boolean {
    return this.habits.passcode !== 'none';
  }

  /** Whether the sheet that asks for the passcode is on the screen. */
  get isAsked(): boolean {
    return this.sheet !== undefined;
  }

  /**
   * What Pair is answered for a computer (its SystemBUID: libimobiledevice takes a new host ID for each try) that is not
   * trusted yet. Opens the dialog where none is open.
   */
  askTrust(computer: string): 'trusted' | 'denied' | 'pending' {
    const { trust } = this.habits;
    const answer = this.answers.get(computer);
    if (answer === 'trusted' || answer === 'denied') return answer;
    if (trust === 'allow') return 'trusted';
    if (trust === 'deny') return 'denied';
    if (answer === undefined) {
      this.answers.set(computer, 'asked');
      this.onAsked('trust');
    }
    return 'pending';
  }

  /** Answers all dialogs about computers. */
  answerTrust(answer: 'trusted' | 'denied'): void {
    for (const computer of this.answers.keys()) this.answers.set(computer, answer);
  }

  /** The dialogs go when the cable does; the next time it asks anew. */
  forgetDialogs(): void {
    this.answers.clear();
  }

  /**
   * Shows the sheet that asks for the passcode, as iOS from 16.1 on does for every backup, and tells those who observe;
   * resolves with what became of it. Aborting takes the sheet away: `dismissed`.
   */
  async askPasscode(signal?: AbortSignal): Promise<PasscodeAnswer> {
    if (!this.hasPasscode) return 'not-needed';
    this.notifications.relay('com.apple.LocalAuthentication.ui.presented');
    this.onAsked('passcode');
    const over = new AbortController();
    const answered = new Promise<PasscodeAnswer>((resolve) => (this.sheet = resolve));
    const dismiss = (): void => this.answerPasscode('dismissed');
    signal?.addEventListener('abort', dismiss);
    if (signal?.aborted === true) dismiss();
    const later = (milliseconds: number, answer: PasscodeAnswer): void => {
      const wait = this.clock.sleep(milliseconds, over.signal);
      void wait.then(() => this.answerPasscode(answer)).catch(() => undefined);
    };
    later(SHEET_MILLISECONDS, 'expired');
    if (this.habits.passcode === 'enter') later(TYPING_MILLISECONDS, 'entered');
    const answer = await answered;
    over.abort();
    signal?.removeEventListener('abort', dismiss);
    this.sheet = undefined;
    if (answer === 'entered') this.isLocked = false;
    this.notifications.relay('com.apple.LocalAuthentication.ui.dismissed');
    return answer;
  }

  /** The person types the passcode, or takes the sheet away. Nothing happens where there is no sheet. */
  answerPasscode(answer: PasscodeAnswer): void {
    this.sheet?.(answer);
  }
}
