import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { email, form, FormField, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { Changes } from '../api/change';
import { signIn } from '../client/fn/session/sign-in';
import { FaultCard } from '../look/fault-card';
import { EntryCard } from './entry-card';
import { returnPath } from './return-path';
import { Session } from './session';

@Component({
  imports: [EntryCard, FaultCard, FormField, MatButton, MatError, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-entry-card
      title="Sign in"
      i18n-title
      lead="With the account of the company's owner or admin. Backups run whether anybody is signed in or not."
      i18n-lead
    >
      @if (entering.fault(); as fault) {
        <hf-fault [fault]="fault" what="Not signed in." i18n-what [retryable]="false" />
      }
      <form class="form" novalidate (submit)="enter($event)">
        <mat-form-field appearance="outline">
          <mat-label i18n>E-mail address</mat-label>
          <input matInput type="email" autocomplete="username" [formField]="entry.email" />
          @for (error of entry.email().errors(); track error.kind) {
            <mat-error>{{ error.message }}</mat-error>
          }
        </mat-form-field>
        <mat-form-field appearance="outline">
          <mat-label i18n>Password</mat-label>
          <input matInput type="password" autocomplete="current-password" [formField]="entry.password" />
          @for (error of entry.password().errors(); track error.kind) {
            <mat-error>{{ error.message }}</mat-error>
          }
        </mat-form-field>
        <button matButton="filled" type="submit" [disabled]="entering.running()" i18n>Sign in</button>
      </form>
    </hf-entry-card>
  `,
})
export class SignInPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly returnTo = input<string>();
  readonly entering = inject(Changes).of(signIn);
  readonly entry = form(signal({ email: '', password: '' }), (path) => {
    required(path.email, { message: $localize`Your e-mail address is needed.` });
    email(path.email, { message: $localize`This is not an e-mail address.` });
    required(path.password, { message: $localize`Your password is needed.` });
  });

  async enter(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const me = await this.entering.run({ body: this.entry().value() });
      if (me === undefined) return;
      this.#session.began(me);
      await this.#router.navigateByUrl(returnPath(this.returnTo()));
    });
  }
}
