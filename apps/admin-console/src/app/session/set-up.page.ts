import { ChangeDetectionStrategy, Component, inject, input, linkedSignal } from '@angular/core';
import { email, form, FormField, maxLength, minLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { Changes } from '../api/change';
import { setUp } from '../client/fn/session/set-up';
import { FaultCard } from '../look/fault-card';
import { EntryCard } from './entry-card';
import { Session } from './session';

@Component({
  imports: [EntryCard, FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card
      title="Make the owner's account"
      i18n-title
      lead="This server has no owner yet. It printed a setup token when it started: one use, one hour."
      i18n-lead
    >
      @if (making.fault(); as fault) {
        <hf-fault [fault]="fault" what="The account was not made." i18n-what [retryable]="false" />
      }
      <form class="form" novalidate (submit)="make($event)">
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
        <button matButton="filled" type="submit" [disabled]="making.running()" i18n>Make the account</button>
      </form>
    </hf-entry-card>
  `,
})
export class SetUpPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  /** From the address that the server printed, when it carries the token. */
  readonly token = input<string>();
  readonly making = inject(Changes).of(setUp);
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

  async make(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const me = await this.making.run({
        body: { ...this.entry().value(), token: this.entry.token().value().trim() },
      });
      if (me === undefined) return;
      this.#session.began(me);
      await this.#router.navigateByUrl('/');
    });
  }
}
