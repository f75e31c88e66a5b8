import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { email, form, FormField, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** Address and password: the first step at both doors, of people and of operators. */
@Component({
  selector: 'hf-password-form',
  imports: [FormField, MatButton, MatError, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
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
      <button [matButton]="second() ? 'outlined' : 'filled'" type="submit" [disabled]="running()">
        {{ action() }}
      </button>
    </form>
  `,
})
export class PasswordForm {
  /** What the button does: "Sign in". */
  readonly action = input.required<string>();
  readonly running = input(false);
  /** Another way in stands above it and is the first to be tried. */
  readonly second = input(false);
  readonly entered = output<{ email: string; password: string }>();
  readonly entry = form(signal({ email: '', password: '' }), (path) => {
    required(path.email, { message: $localize`Your e-mail address is needed.` });
    email(path.email, { message: $localize`This is not an e-mail address.` });
    required(path.password, { message: $localize`Your password is needed.` });
  });

  async enter(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, () => {
      this.entered.emit(this.entry().value());
      return Promise.resolve();
    });
  }
}
