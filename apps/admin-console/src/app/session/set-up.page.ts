import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { email, form, FormField, maxLength, minLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import type { FactorOffer, NewFactor } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { beginSetUp } from '../client/fn/session/begin-set-up';
import { setUp } from '../client/fn/session/set-up';
import { FaultCard } from '../look/fault-card';
import { EntryCard } from './entry-card';
import { NewFactorForm } from './new-factor';
import { Session } from './session';

@Component({
  imports: [
    EntryCard,
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
  template: `
    <hf-entry-card
      title="Make the owner's account"
      i18n-title
      lead="With the setup token that the server printed when it started: one use, one hour."
      i18n-lead
    >
      @if (fault(); as fault) {
        <hf-fault [fault]="fault" what="The account was not made." i18n-what [retryable]="false" />
      }
      @if (offer(); as offer) {
        <p i18n>
          One more thing: by what else than the password will you sign in? One is needed; more can come later.
        </p>
        <hf-new-factor
          [offer]="offer"
          [action]="makeText"
          [running]="making.running()"
          (proved)="make($event)"
        />
        <div class="do-row">
          <button matButton="text" type="button" (click)="back()" i18n>Back</button>
        </div>
      } @else {
        <form class="form" novalidate (submit)="goOn($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Setup token</mat-label>
            <input matInput autocomplete="off" spellcheck="false" [formField]="entry.token" />
            @for (error of entry.token().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>Your name</mat-label>
            <input matInput autocomplete="name" [formField]="entry.name" />
            @for (error of entry.name().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>E-mail address</mat-label>
            <input matInput type="email" autocomplete="username" [formField]="entry.email" />
            @for (error of entry.email().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>Password</mat-label>
            <input matInput type="password" autocomplete="new-password" [formField]="entry.password" />
            <mat-hint i18n>12 characters or more; a sentence is fine</mat-hint>
            @for (error of entry.password().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <button matButton="filled" type="submit" [disabled]="beginning.running()" i18n>Go on</button>
        </form>
      }
    </hf-entry-card>
  `,
})
export class SetUpPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  /** From the address that the server printed, when it carries the token. */
  readonly token = input<string>();
  readonly #changes = inject(Changes);
  readonly beginning = this.#changes.of(beginSetUp);
  readonly making = this.#changes.of(setUp);
  readonly fault = computed(() => this.beginning.fault() ?? this.making.fault());
  readonly offer = signal<FactorOffer | undefined>(undefined);
  readonly makeText = $localize`Make the account`;
  readonly #model = linkedSignal(() => ({ token: this.token() ?? '', name: '', email: '', password: '' }));
  readonly entry = form(this.#model, (path) => {
    required(path.token, { message: $localize`The setup token is needed; the server printed it.` });
    minLength(path.token, 16, { message: $localize`A setup token is longer.` });
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
      this.making.clear();
      const { token, name, email } = this.#who();
      this.offer.set(await this.beginning.run({ body: { token, name, email } }));
    });
  }

  async make(proof: NewFactor): Promise<void> {
    const me = await this.making.run({ body: { ...this.#who(), ...proof } });
    if (me === undefined) {
      // Whatever is not a wrong code begins anew: the offer is too old, or the setup token is.
      if (this.making.fault()?.code !== 'factor-refused') this.offer.set(undefined);
      return;
    }
    this.#session.began(me);
    await this.#router.navigateByUrl('/');
  }

  back(): void {
    this.offer.set(undefined);
    this.making.clear();
  }

  #who(): { token: string; name: string; email: string; password: string } {
    const entered = this.entry().value();
    return { ...entered, token: entered.token.trim() };
  }
}
