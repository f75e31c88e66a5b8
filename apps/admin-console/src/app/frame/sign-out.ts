import { DOCUMENT, inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { Changes } from '../api/change';
import { signOut } from '../client/fn/session/sign-out';
import { Say } from '../look/say';
import { Session } from '../session/session';

/** Ends the session on the server first: a button that only forgets it here would leave it open. */
@Injectable({ providedIn: 'root' })
export class SignOut {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #document = inject(DOCUMENT);
  readonly #say = inject(Say);
  readonly #change = inject(Changes).of(signOut);

  async run(): Promise<void> {
    const done = await this.#change.run(undefined);
    const fault = this.#change.fault();
    if (fault !== undefined && fault.status !== 401) {
      this.#say.failed($localize`You are still signed in.`, fault);
      return;
    }
    this.#session.ended();
    // Single logout: the identity provider ends its own session and comes back to the sign-in page.
    if (done?.continueAt) {
      this.#document.location.assign(done.continueAt);
      return;
    }
    await this.#router.navigate(['/sign-in']);
  }
}
