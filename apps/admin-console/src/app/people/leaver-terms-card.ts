import { ChangeDetectionStrategy, Component, inject, input, linkedSignal } from '@angular/core';
import { form, FormField, max, min, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { changeLeaverTerms } from '../client/fn/leavers/change-leaver-terms';
import { leaverTerms } from '../client/fn/leavers/leaver-terms';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Say } from '../look/say';

/** How many days leavers have access. */
@Component({
  selector: 'hf-leaver-terms',
  imports: [FaultCard, FormField, Freshness, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>How long leavers have access</h2>
      <hf-freshness [reading]="terms" failed="The term could not be read." i18n-failed [lines]="2" />
      @if (terms.value(); as known) {
        <p class="quiet" i18n>
          {{ known.accessDays }} days from the day on which they leave; erased on the day after. A change
          counts for who leaves from then on: nobody gets fewer days than they were told.
        </p>
        @if (mayChange()) {
          @if (changing.fault(); as fault) {
            <hf-fault [fault]="fault" what="The days were not changed." i18n-what [retryable]="false" />
          }
          <form class="form" novalidate (submit)="change($event)">
            <mat-form-field appearance="outline">
              <mat-label i18n>Days</mat-label>
              <input matInput type="number" autocomplete="off" [formField]="days.accessDays" />
              <mat-hint i18n>From 14 to 90</mat-hint>
              @for (error of days.accessDays().errors(); track error.kind) {
                <mat-error>{{ error.message }}</mat-error>
              }
            </mat-form-field>
            <div class="do">
              <button
                matButton="outlined"
                type="submit"
                [disabled]="changing.running() || days.accessDays().value() === known.accessDays"
                i18n
              >
                Change the days
              </button>
            </div>
          </form>
        }
      }
    </section>
  `,
})
export class LeaverTermsCard {
  readonly #say = inject(Say);
  readonly mayChange = input.required<boolean>();
  readonly terms = read(leaverTerms, () => ({}));
  readonly changing = inject(Changes).of(changeLeaverTerms);
  readonly days = form(
    linkedSignal(() => ({ accessDays: this.terms.value()?.accessDays ?? 30 })),
    (path) => {
      const message = $localize`A number from 14 to 90.`;
      required(path.accessDays, { message });
      min(path.accessDays, 14, { message });
      max(path.accessDays, 90, { message });
    },
  );

  async change(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.days, async () => {
      const made = await this.changing.run({ body: this.days().value() });
      if (made === undefined) return;
      this.terms.reload();
      this.#say.done($localize`Leavers have ${made.accessDays}:days: days from now on.`);
    });
  }
}
