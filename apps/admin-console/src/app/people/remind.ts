import { inject, Injectable } from '@angular/core';
import { Changes } from '../api/change';
import { remindPerson } from '../client/fn/people/remind-person';
import { Say } from '../look/say';

/** Reminds one person of their open gaps, and says what became of it: it may be refused, once a day. */
@Injectable({ providedIn: 'root' })
export class Remind {
  readonly #say = inject(Say);
  readonly #change = inject(Changes).of(remindPerson);
  readonly running = this.#change.running;

  async run(employee: { id: string; name: string }): Promise<void> {
    const answer = await this.#change.run({ id: employee.id });
    if (answer === undefined) {
      const fault = this.#change.fault();
      if (fault !== undefined) this.#say.failed($localize`${employee.name}:name: was not reminded.`, fault);
    } else if (answer.sent) {
      this.#say.done($localize`${employee.name}:name: was reminded.`);
    } else {
      this.#say.done(answer.reason ?? $localize`${employee.name}:name: was not reminded.`);
    }
  }
}
