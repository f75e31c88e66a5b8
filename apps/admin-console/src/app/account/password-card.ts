import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, minLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Changes } from '../api/change';
import { changePassword } from '../client/fn/account/change-password';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Confirmation } from './confirmation';

/** The password of a break-glass account: changed with the former one and a second factor. */
@Component({
  selector: 'hf-password',
  imports: [Day, FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Password</h2>
      <p class="quiet"><ng-container i18n>Set</ng-container>&ngsp;<hf-day [on]="setOn()" /></p>
      @if (change.fault(); as fault) {
        @if (fault.code !== 'confirmation-needed') {
          <hf-fault [fault]="fault" what="The password was not changed." i18n-what [retryable]="false" />
        }
      }
      @if (open()) {
        <form class="form" novalidate (submit)="save($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Former password</mat-label>
            <input matInput type="password" autocomplete="current-password" [formField]="entry.former" />
            @for (error of entry.former().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>New password</mat-label>
            <input matInput type="password" autocomplete="new-password" [formField]="entry.password" />
            <mat-hint i18n>12 characters or more; a sentence is fine</mat-hint>
            @for (error of entry.password().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <p class="quiet" i18n>Your other sessions end with it.</p>
          <div class="do-row">
            <button matButton="filled" type="submit" [disabled]="change.running()" i18n>
              Change the password
            </button>
            <button matButton="text" type="button" (click)="open.set(false)" i18n>Keep the password</button>
          </div>
        </form>
      } @else {
        <div class="do-row">
          <button matButton="outlined" (click)="open.set(true)" i18n>Change it…</button>
        </div>
      }
    </section>
  `,
})
export class PasswordCard {
  readonly #say = inject(Say);
  readonly #confirmation = inject(Confirmation);
  readonly setOn = input.required<string>();
  readonly changed = output();
  readonly change = inject(Changes).of(changePassword);
  readonly open = signal(false);
  readonly #model = signal({ former: '', password: '' });
  readonly entry = form(this.#model, (path) => {
    required(path.former, { message: $localize`The former password is needed.` });
    required(path.password, { message: $localize`A password is needed.` });
    minLength(path.password, 12, { message: $localize`At least 12 characters.` });
  });

  async save(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const done = await this.#confirmation.through(this.change, { body: this.entry().value() });
      if (done === undefined) return;
      this.open.set(false);
      this.#model.set({ former: '', password: '' });
      this.changed.emit();
      this.#say.done($localize`The password is changed, and your other sessions were ended.`);
    });
  }
}
