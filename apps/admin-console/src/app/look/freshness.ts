import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Reading } from '../api/read';
import { FaultCard } from './fault-card';
import { Moment } from './moment';
import { Skeleton } from './skeleton';

/**
 * What stands where a page's content is not there or not fresh: a skeleton while it loads, the fault when nothing
 * was ever read, a quiet line with the age of the data when only the newest try failed.
 */
@Component({
  selector: 'hf-freshness',
  imports: [FaultCard, Moment, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (reading().value() === undefined) {
      @if (reading().fault(); as fault) {
        <hf-fault [fault]="fault" [what]="failed()" (retry)="reading().reload()" />
      } @else {
        <hf-skeleton [lines]="lines()" />
      }
    } @else if (reading().fault()) {
      <p class="quiet stale" role="status">
        <ng-container i18n>Could not be refreshed; this is what was known</ng-container>&ngsp;<hf-moment
          [at]="asOf()"
        />.
        <button type="button" class="plain link" (click)="reading().reload(); retried.emit()" i18n>
          Try again
        </button>
      </p>
    }
  `,
  styles: `
    .stale {
      margin-block-end: 12px;
    }
    .plain {
      border: 0;
      background: none;
      padding: 0;
      font: inherit;
      cursor: pointer;
    }
  `,
})
export class Freshness {
  readonly reading = input.required<Reading<unknown>>();
  readonly failed = input.required<string>();
  readonly lines = input(6);
  readonly retried = output();
  readonly asOf = computed(() => new Date(this.reading().at() ?? 0).toISOString());
}
