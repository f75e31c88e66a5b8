import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { countedText, formatCount } from '../text/counts';
import { Session } from '../session/session';
import type { Choosable, ChosenGaps } from './chosen-gaps';
import { ExemptForm } from './exempt-form';
import { RemindAll } from './remind-all';
import { TakeOn } from './take-on';

/** What can be done with many gaps at once: those chosen, on whatever page, or all that match. */
@Component({
  selector: 'hf-gap-bulk',
  imports: [ExemptForm, MatButton, RemindAll],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar" role="group" aria-label="Chosen gaps" i18n-aria-label>
      <label class="check">
        <input
          type="checkbox"
          [checked]="pageChosen()"
          [disabled]="chosen().all()"
          (change)="chosen().choose(page(), !pageChosen())"
        />
        <span i18n>All on this page</span>
      </label>
      @if (pageChosen() && !chosen().all() && beyond()) {
        <button matButton="text" (click)="chosen().chooseAll()" i18n>
          Choose all {{ totalText() }} that match
        </button>
      }
      @if (chosen().some()) {
        <b aria-live="polite">
          @if (chosen().all()) {
            <ng-container i18n>All {{ totalText() }} that match are chosen</ng-container>
          } @else {
            <ng-container i18n>{{ count() }} chosen</ng-container>
          }
        </b>
        <button matButton="text" (click)="chosen().clear()" i18n>Choose none</button>
      }
    </div>
    @if (chosen().some()) {
      <div class="bar">
        @if (mayRemind) {
          <hf-remind-all [whom]="chosen().whom()" label="Remind their people…" i18n-label />
        }
        @if (mayAssign) {
          <button matButton="outlined" [disabled]="takeOn.running()" (click)="hand(true)" i18n>
            Assign to me
          </button>
          <button matButton="text" [disabled]="takeOn.running()" (click)="hand(false)" i18n>Give back</button>
        }
        @if (mayExempt && !exempting()) {
          <button matButton="outlined" (click)="exempting.set(true)" i18n>Exempt…</button>
        }
      </div>
      @if (exempting()) {
        <hf-exempt [gaps]="chosen().selection()" (closed)="exempted($event)" />
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      margin-block-end: 16px;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      align-items: center;
      min-block-size: 36px;
    }
  `,
})
export class GapBulk {
  readonly #session = inject(Session);
  readonly takeOn = inject(TakeOn);
  readonly chosen = input.required<ChosenGaps>();
  readonly page = input.required<readonly Choosable[]>();
  readonly total = input.required<number>();
  readonly more = input(false);
  readonly changed = output();
  readonly mayRemind = this.#session.may('people.remind');
  readonly mayAssign = this.#session.may('gaps.assign');
  readonly mayExempt = this.#session.may('exemptions.change');
  /** Whoever chooses nothing any more has left the form. */
  readonly exempting = linkedSignal<boolean, boolean>({
    source: () => this.chosen().some(),
    computation: () => false,
  });
  readonly pageChosen = computed(
    () => this.page().length > 0 && this.page().every((row) => this.chosen().has(row)),
  );
  readonly beyond = computed(() => this.more() || this.total() > this.page().length);
  readonly totalText = computed(() => countedText(this.total(), this.more()));
  readonly count = computed(() => formatCount(this.chosen().count()));

  async hand(take: boolean): Promise<void> {
    if (!(await this.takeOn.run(this.chosen().selection(), take))) return;
    this.chosen().clear();
    this.changed.emit();
  }

  exempted(how: 'asked' | 'left'): void {
    this.exempting.set(false);
    if (how === 'left') return;
    this.chosen().clear();
    this.changed.emit();
  }
}
