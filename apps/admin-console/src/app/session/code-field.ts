import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { form, FormField, pattern, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** The six digits of an authenticator app, and what happens with them. */
@Component({
  selector: 'hf-code',
  imports: [FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="form" novalidate (submit)="send($event)">
      <mat-form-field appearance="outline">
        <mat-label i18n>Code of the authenticator app</mat-label>
        <input
          matInput
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck="false"
          [formField]="entry.code"
        />
        <mat-hint i18n>Six digits; each works once</mat-hint>
        @for (error of entry.code().errors(); track error.kind) {
          <mat-error>{{ error.message }}</mat-error>
        }
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="running()">{{ action() }}</button>
    </form>
  `,
})
export class CodeField {
  /** What the button does: "Sign in". */
  readonly action = input.required<string>();
  readonly running = input(false);
  readonly code = output<string>();
  readonly #model = signal({ code: '' });
  readonly entry = form(this.#model, (path) => {
    required(path.code, { message: $localize`The code is needed; the app shows it.` });
    pattern(path.code, /^\s*\d{3}[\s-]?\d{3}\s*$/, { message: $localize`A code has six digits.` });
  });

  async send(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, () => {
      this.code.emit(this.entry.code().value().replaceAll(/\D/g, ''));
      return Promise.resolve(undefined);
    });
  }
}
