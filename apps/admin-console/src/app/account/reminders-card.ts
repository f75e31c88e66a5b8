import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { form, FormField, submit, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { MyReminders } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { changeMyReminders } from '../client/fn/account/change-my-reminders';
import { myReminders } from '../client/fn/account/my-reminders';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Say } from '../look/say';
import { isTimeZone, timeZones } from '../look/time-zones';

/** When one is reminded: in one's own time zone, and not for a day. */
@Component({
  selector: 'hf-reminders',
  imports: [FaultCard, FormField, Freshness, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Reminders of your backup</h2>
      <hf-freshness [reading]="reading" failed="Your reminders could not be read." i18n-failed />
      @if (change.fault(); as fault) {
        <hf-fault [fault]="fault" what="Nothing was changed." i18n-what [retryable]="false" />
      }
      @if (mine(); as mine) {
        <p class="quiet" i18n>
          At most one a day, when something of yours is open, and never in the quiet hours. Nobody sees what
          you set here.
        </p>
        <div class="do-row">
          @if (mine.muted) {
            <span i18n>You get no reminders for a day.</span>
            <button matButton="text" [disabled]="change.running()" (click)="mute(false)" i18n>
              End that now
            </button>
          } @else {
            <button matButton="outlined" [disabled]="change.running()" (click)="mute(true)" i18n>
              No reminders for a day
            </button>
          }
        </div>
        <form class="form" novalidate (submit)="keep($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Your time zone</mat-label>
            <input matInput autocomplete="off" list="hf-own-zones" [formField]="entry.timeZone" />
            <mat-hint i18n>Empty: {{ mine.companyTimeZone }}, your company's</mat-hint>
            @for (error of entry.timeZone().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <datalist id="hf-own-zones">
            @for (zone of zones(); track zone) {
              <option [value]="zone"></option>
            }
          </datalist>
          <div class="do">
            <button matButton="outlined" type="submit" [disabled]="change.running()" i18n>
              Keep the time zone
            </button>
          </div>
        </form>
      }
    </section>
  `,
})
export class RemindersCard {
  readonly #say = inject(Say);
  readonly reading = read(myReminders, () => ({}));
  readonly mine = linkedSignal<MyReminders | undefined>(() => this.reading.value());
  readonly change = inject(Changes).of(changeMyReminders);
  readonly zones = computed(() => timeZones(this.mine()?.companyTimeZone ?? ''));
  readonly #model = linkedSignal(() => ({ timeZone: this.mine()?.timeZone ?? '' }));
  readonly entry = form(this.#model, (path) => {
    validate(path.timeZone, ({ value }) =>
      value() === '' || isTimeZone(value())
        ? undefined
        : { kind: 'time-zone', message: $localize`The name of a time zone, such as Europe/Berlin.` },
    );
  });

  async mute(muted: boolean): Promise<void> {
    const mine = await this.change.run({ body: { muted } });
    if (mine !== undefined) this.mine.set(mine);
  }

  async keep(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const { timeZone } = this.entry().value();
      const mine = await this.change.run({ body: { timeZone: timeZone === '' ? null : timeZone } });
      if (mine === undefined) return;
      this.mine.set(mine);
      this.#say.done($localize`Your time zone is kept.`);
    });
  }
}
