import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { email, form, FormField, maxLength, minLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { FactorOffer, NewFactor } from '@holdfast/contracts';
import type { Change } from '../api/change';
import type { BeginSetUp } from '../client/models/begin-set-up';
import type { SetUpInput } from '../client/models/set-up-input';
import { FaultCard } from '../look/fault-card';
import { NewFactorForm } from './new-factor';

/** An account made with a one-time token: who, then by what they sign in. For owners and for operators. */
@Component({
  selector: 'hf-set-up-form',
  imports: [
    FaultCard,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    NewFactorForm,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './set-up-form.html',
})
export class SetUpForm<Me> {
  /** From the address that somebody was given, when it carries the token. */
  readonly token = input<string>();
  readonly beginning = input.required<Change<{ body: BeginSetUp }, FactorOffer>>();
  readonly making = input.required<Change<{ body: SetUpInput }, Me>>();
  readonly made = output<Me>();
  readonly fault = computed(() => this.beginning().fault() ?? this.making().fault());
  readonly offer = signal<FactorOffer | undefined>(undefined);
  readonly makeText = $localize`Make the account`;
  readonly #model = linkedSignal(() => ({ token: this.token() ?? '', name: '', email: '', password: '' }));
  readonly entry = form(this.#model, (path) => {
    required(path.token, { message: $localize`The token that you were given is needed.` });
    minLength(path.token, 16, { message: $localize`A token is longer.` });
    required(path.name, { message: $localize`Your name is needed.` });
    maxLength(path.name, 120, { message: $localize`At most 120 characters.` });
    required(path.email, { message: $localize`Your e-mail address is needed.` });
    email(path.email, { message: $localize`This is not an e-mail address.` });
    required(path.password, { message: $localize`A password is needed.` });
    minLength(path.password, 12, { message: $localize`At least 12 characters.` });
  });

  async goOn(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      this.making().clear();
      const { token, name, email: address } = this.#who();
      this.offer.set(await this.beginning().run({ body: { token, name, email: address } }));
    });
  }

  async make(proof: NewFactor): Promise<void> {
    const me = await this.making().run({ body: { ...this.#who(), ...proof } });
    if (me !== undefined) this.made.emit(me);
    // Whatever is not a wrong code begins anew: the offer is too old, or the token is.
    else if (this.making().fault()?.code !== 'factor-refused') this.offer.set(undefined);
  }

  back(): void {
    this.offer.set(undefined);
    this.making().clear();
  }

  #who(): { token: string; name: string; email: string; password: string } {
    const entered = this.entry().value();
    return { ...entered, token: entered.token.trim() };
  }
}
