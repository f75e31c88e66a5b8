import { inject, Injectable } from '@angular/core';
import { Changes } from '../api/change';
import { assignGaps } from '../client/fn/coverage/assign-gaps';
import { Say } from '../look/say';
import { Session } from '../session/session';
import { gaps as gapsText } from '../text/counts';
import type { GapSelection } from './chosen-gaps';

/** Takes gaps on oneself, or gives them back, and says how many changed hands. */
@Injectable({ providedIn: 'root' })
export class TakeOn {
  readonly #say = inject(Say);
  readonly #me = inject(Session).me;
  readonly #change = inject(Changes).of(assignGaps);
  readonly running = this.#change.running;

  /** Whether it was done. */
  async run(gaps: GapSelection, take: boolean): Promise<boolean> {
    const ownerId = take ? (this.#me()?.employee.id ?? null) : null;
    const done = await this.#change.run({ body: { gaps, ownerId } });
    if (done === undefined) {
      const fault = this.#change.fault();
      if (fault !== undefined) this.#say.failed($localize`No gap changed hands.`, fault);
      return false;
    }
    const count = gapsText(done.gaps);
    this.#say.done(
      take
        ? $localize`Taken on: ${count}:count:. Yours from now on.`
        : $localize`Given back: ${count}:count:. Nobody's from now on.`,
    );
    return true;
  }
}
