import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Account, FactorOffer, NewFactor } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { addFactor } from '../client/fn/account/add-factor';
import { beginNewFactor } from '../client/fn/account/begin-new-factor';
import { removePasskey } from '../client/fn/account/remove-passkey';
import { removeTotp } from '../client/fn/account/remove-totp';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { NewFactorForm } from '../session/new-factor';
import { Confirmation } from './confirmation';
import { PasskeyLine } from './passkey-line';

/** The second factors of a break-glass account. The last one has no button to remove it. */
@Component({
  selector: 'hf-factors',
  imports: [Day, FaultCard, MatButton, NewFactorForm, PasskeyLine],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './factors-card.html',
})
export class FactorsCard {
  readonly #say = inject(Say);
  readonly #changes = inject(Changes);
  readonly #confirmation = inject(Confirmation);
  readonly account = input.required<NonNullable<Account['breakGlass']>>();
  readonly changed = output<Account>();
  readonly offering = this.#changes.of(beginNewFactor);
  readonly adding = this.#changes.of(addFactor);
  readonly removingPasskey = this.#changes.of(removePasskey);
  readonly removingApp = this.#changes.of(removeTotp);
  readonly offer = signal<FactorOffer | undefined>(undefined);
  readonly addText = $localize`Use this app`;
  readonly isLast = computed(
    () => this.account().passkeys.length + (this.account().totpAddedOn === null ? 0 : 1) === 1,
  );
  /** What is waited for by a confirmation is no fault. */
  readonly fault = computed(() => {
    const faults = [this.offering, this.adding, this.removingPasskey, this.removingApp].map(({ fault }) =>
      fault(),
    );
    return faults.find((fault) => fault !== undefined && fault.code !== 'confirmation-needed');
  });

  async begin(): Promise<void> {
    this.adding.clear();
    this.offer.set(await this.#confirmation.through(this.offering, undefined));
  }

  async add(body: NewFactor): Promise<void> {
    const account = await this.#confirmation.through(this.adding, { body });
    if (account === undefined) {
      if (this.adding.fault()?.code === 'ticket-refused') this.offer.set(undefined);
      return;
    }
    this.offer.set(undefined);
    this.#done(account, $localize`Added. Try it at the next sign-in.`);
  }

  async removePasskey(id: string): Promise<void> {
    this.#done(
      await this.#confirmation.through(this.removingPasskey, { id }),
      $localize`The passkey opens nothing any more, and your other sessions were ended.`,
    );
  }

  async removeApp(): Promise<void> {
    this.#done(
      await this.#confirmation.through(this.removingApp, undefined),
      $localize`Codes of the app are not taken any more, and your other sessions were ended.`,
    );
  }

  leave(): void {
    this.offer.set(undefined);
    this.adding.clear();
  }

  renamed(account: Account): void {
    this.#done(account, $localize`Renamed.`);
  }

  #done(account: Account | undefined, sentence: string): void {
    if (account === undefined) return;
    this.changed.emit(account);
    this.#say.done(sentence);
  }
}
