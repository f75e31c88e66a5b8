import { inject, Injectable } from '@angular/core';
import { Changes } from '../api/change';
import { endSessionsOf } from '../client/fn/people/end-sessions-of';
import { Say } from '../look/say';

/** Ends all sessions of one person: a laptop that was left open, an account that somebody else may have. */
@Injectable({ providedIn: 'root' })
export class SignOutEverywhere {
  readonly #say = inject(Say);
  readonly #change = inject(Changes).of(endSessionsOf);
  readonly running = this.#change.running;

  async run({ id, name }: { id: string; name: string }): Promise<void> {
    const done = await this.#change.run({ id });
    if (done !== undefined) {
      this.#say.done(
        done.ended === 0
          ? $localize`${name}:name: was signed in nowhere.`
          : $localize`${name}:name: is signed out everywhere, and may sign in again.`,
      );
      return;
    }
    const fault = this.#change.fault();
    if (fault !== undefined) this.#say.failed($localize`${name}:name: is still signed in.`, fault);
  }
}
