import { inject, Injectable, signal } from '@angular/core';
import type { FactorProof, FactorRequest } from '@holdfast/contracts';
import { type Change, Changes } from '../api/change';
import { beginConfirmation } from '../client/fn/account/begin-confirmation';
import { confirmAccount } from '../client/fn/account/confirm-account';

/** Asks for a second factor where the api wants one before it changes an account. One for the page. */
@Injectable()
export class Confirmation {
  readonly beginning = inject(Changes).of(beginConfirmation);
  readonly confirming = inject(Changes).of(confirmAccount);
  /** The proof that the page asks its person for; undefined while it asks for none. */
  readonly asked = signal<FactorRequest | undefined>(undefined);
  #decide: (confirmed: boolean) => void = () => undefined;

  /** Runs a change; where it needs a confirmation, gets that first and runs the change again. */
  async through<P, R>(change: Change<P, R>, params: P): Promise<R | undefined> {
    const done = await change.run(params);
    if (change.fault()?.code !== 'confirmation-needed') return done;
    if (!(await this.#ask())) return undefined;
    return change.run(params);
  }

  async prove(body: FactorProof): Promise<void> {
    await this.confirming.run({ body });
    const fault = this.confirming.fault();
    if (fault === undefined) this.#end(true);
    // An answer that came too late: asked once more.
    else if (fault.code === 'ticket-refused') this.asked.set(await this.beginning.run(undefined));
  }

  giveUp(): void {
    this.#end(false);
  }

  async #ask(): Promise<boolean> {
    this.#end(false);
    this.confirming.clear();
    const request = await this.beginning.run(undefined);
    if (request === undefined) return false;
    this.asked.set(request);
    return new Promise((resolve) => (this.#decide = resolve));
  }

  #end(confirmed: boolean): void {
    this.asked.set(undefined);
    this.#decide(confirmed);
  }
}
