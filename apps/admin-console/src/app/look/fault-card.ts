import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Fault } from '../api/problem';
import { faultText } from '../text/fault-texts';
import { Icon } from './icon';

/** An error as the console tells it: what failed, what still holds, try again, and the id to ask about. */
@Component({
  selector: 'hf-fault',
  imports: [Icon, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="notice lost" role="alert">
    <hf-icon name="gaps" [size]="20" />
    <div>
      <b>{{ what() }}</b>
      <p>{{ text() }}</p>
      @if (fault().issues.length > 0) {
        <ul>
          @for (issue of fault().issues; track issue.path + issue.message) {
            <li class="quiet">{{ issue.path }}: {{ issue.message }}</li>
          }
        </ul>
      }
      @if (fault().requestId; as id) {
        <p class="quiet">
          <ng-container i18n>Request</ng-container>&ngsp;<code>{{ id }}</code>
        </p>
      }
    </div>
    @if (retryable()) {
      <div class="do">
        <!-- In a form it would submit it. -->
        <button matButton="outlined" type="button" (click)="retry.emit()" i18n>Try again</button>
      </div>
    }
  </div>`,
})
export class FaultCard {
  readonly fault = input.required<Fault>();
  /** What failed, as a sentence: "The phones could not be read." */
  readonly what = input.required<string>();
  readonly retryable = input(true);
  readonly retry = output();
  readonly text = computed(() => faultText(this.fault()));
}
