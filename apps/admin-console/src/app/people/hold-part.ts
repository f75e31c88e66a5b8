import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { LeaverDetail } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { holdLeaver } from '../client/fn/leavers/hold-leaver';
import { liftHold } from '../client/fn/leavers/lift-hold';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Tag } from '../look/tag';

/** What keeps a leaver's data from being erased: why, until when it is looked at again, and the way to end it. */
@Component({
  selector: 'hf-hold',
  imports: [Day, FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (hold() || mayHold()) {
      <h3 i18n>Hold</h3>
    }
    @if (hold(); as known) {
      <p>
        @if (known.overdue) {
          <hf-tag meaning="risk" text="To be looked at again" i18n-text />
        } @else {
          <hf-tag meaning="waiting" text="Held" i18n-text />
        }
        &ngsp;{{ known.reason ?? '' }}
      </p>
      <p class="quiet">
        <ng-container i18n>Since</ng-container>&ngsp;<hf-day [on]="known.placedOn" as="date" />,
        <ng-container i18n>to be looked at by</ng-container>&ngsp;<hf-day [on]="known.reviewBy" as="date" />.
        <ng-container i18n>Nothing is erased until somebody lifts it.</ng-container>
      </p>
    }
    @for (fault of faults(); track fault) {
      <hf-fault [fault]="fault" what="The hold is as it was." i18n-what [retryable]="false" />
    }
    @if (mayHold()) {
      @if (open()) {
        <form class="form" novalidate (submit)="place($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Reason</mat-label>
            <textarea matInput rows="2" [formField]="entry.reason"></textarea>
            <mat-hint i18n>{{ person().name }} reads it</mat-hint>
            @for (error of entry.reason().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>Look at it again by</mat-label>
            <input matInput type="date" [formField]="entry.reviewBy" />
            <mat-hint i18n>At most 180 days from today</mat-hint>
            @for (error of entry.reviewBy().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <div class="do">
            <button matButton="filled" type="submit" [disabled]="holding.running()" i18n>
              Place the hold
            </button>
            <button matButton="text" type="button" (click)="open.set(false)" i18n>Not now</button>
          </div>
        </form>
      } @else {
        <div class="do-row">
          <button matButton="outlined" (click)="begin()">
            @if (hold()) {
              <ng-container i18n>Keep it longer</ng-container>
            } @else {
              <ng-container i18n>Hold what is kept</ng-container>
            }
          </button>
          @if (hold()) {
            <button matButton="text" [disabled]="lifting.running()" (click)="lift()" i18n>
              Lift the hold
            </button>
          }
        </div>
      }
    }
  `,
})
export class HoldPart {
  readonly #say = inject(Say);
  readonly #changes = inject(Changes);
  readonly person = input.required<{ id: string; name: string }>();
  readonly hold = input.required<LeaverDetail['hold']>();
  readonly mayHold = input.required<boolean>();
  readonly changed = output();
  readonly open = signal(false);
  readonly holding = this.#changes.of(holdLeaver);
  readonly lifting = this.#changes.of(liftHold);
  readonly faults = computed(() =>
    [this.holding.fault() ?? this.lifting.fault()].filter((one) => one !== undefined),
  );
  readonly #entry = signal({ reason: '', reviewBy: '' });
  readonly entry = form(this.#entry, (path) => {
    required(path.reason, { message: $localize`A reason is needed: the leaver reads it.` });
    maxLength(path.reason, 500, { message: $localize`At most 500 characters.` });
    required(path.reviewBy, { message: $localize`A day is needed on which somebody looks again.` });
  });

  begin(): void {
    this.#entry.set({ reason: this.hold()?.reason ?? '', reviewBy: '' });
    this.open.set(true);
  }

  async place(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const done = await this.holding.run({ id: this.person().id, body: this.entry().value() });
      if (done === undefined) return;
      this.open.set(false);
      this.changed.emit();
      this.#say.done($localize`What is kept of ${this.person().name}:name: is held.`);
    });
  }

  async lift(): Promise<void> {
    if ((await this.lifting.run({ id: this.person().id })) === undefined) return;
    this.changed.emit();
    this.#say.done($localize`The hold is lifted: what is due is erased.`);
  }
}
