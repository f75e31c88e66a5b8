import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MOST_WINDOWS } from './bounds';
import { minuteOf, timeOf, WEEKDAYS, type Window } from './windows';

/** When backups may begin: windows of the week, each with its days and two times; none: always. */
@Component({
  selector: 'hf-windows',
  imports: [MatButton, MatCheckbox, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (window of windows(); track $index) {
      <fieldset>
        <legend class="quiet" i18n>Window {{ $index + 1 }}</legend>
        <div class="days">
          @for (one of weekdays; track one.day) {
            <mat-checkbox
              [checked]="window.days.includes(one.day)"
              (change)="toggle($index, one.day, $event.checked)"
            >
              {{ one.text }}
            </mat-checkbox>
          }
        </div>
        <div class="do-row">
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label i18n>From</mat-label>
            <input
              #from
              matInput
              type="time"
              [value]="timeOf(window.fromMinute)"
              (change)="time($index, 'fromMinute', from.value)"
            />
          </mat-form-field>
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label i18n>Until</mat-label>
            <input
              #until
              matInput
              type="time"
              [value]="timeOf(window.toMinute)"
              (change)="time($index, 'toMinute', until.value)"
            />
          </mat-form-field>
          <button matButton="text" type="button" (click)="remove($index)" i18n>Remove the window</button>
        </div>
      </fieldset>
    }
    @if (mayAdd()) {
      <button matButton="outlined" type="button" (click)="add()" i18n>Add a window</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      justify-items: start;
    }
    .days {
      display: flex;
      flex-wrap: wrap;
      column-gap: 12px;
    }
  `,
})
export class WindowList {
  readonly windows = input.required<readonly Window[]>();
  readonly changed = output<Window[]>();
  readonly weekdays = WEEKDAYS;
  readonly timeOf = timeOf;
  readonly mayAdd = computed(() => this.windows().length < MOST_WINDOWS);

  add(): void {
    this.changed.emit([...this.windows(), { days: [1, 2, 3, 4, 5], fromMinute: 1320, toMinute: 360 }]);
  }

  remove(at: number): void {
    this.changed.emit(this.windows().filter((_, index) => index !== at));
  }

  toggle(at: number, day: number, on: boolean): void {
    this.#put(at, ({ days }) => ({
      days: WEEKDAYS.map((one) => one.day).filter((one) => (one === day ? on : days.includes(one))),
    }));
  }

  time(at: number, end: 'fromMinute' | 'toMinute', text: string): void {
    const minute = minuteOf(text);
    if (minute !== undefined) this.#put(at, () => ({ [end]: minute }));
  }

  #put(at: number, change: (window: Window) => Partial<Window>): void {
    this.changed.emit(
      this.windows().map((window, index) => (index === at ? { ...window, ...change(window) } : window)),
    );
  }
}
