import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import type { WebhookEvent } from '@holdfast/contracts';
import { ALL_EVENTS, EVENT_TEXTS } from './event-texts';

/** What a webhook is told. */
@Component({
  selector: 'hf-events',
  imports: [MatCheckbox],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="quiet" i18n>It is told when</legend>
      @for (event of all; track event) {
        <mat-checkbox [checked]="chosen().includes(event)" (change)="toggle(event, $event.checked)">
          {{ texts[event] }}
        </mat-checkbox>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      border: 0;
      padding: 0;
      min-inline-size: 0;
      display: grid;
    }
  `,
})
export class EventChoice {
  readonly chosen = input.required<readonly WebhookEvent[]>();
  readonly changed = output<WebhookEvent[]>();
  readonly all = ALL_EVENTS;
  readonly texts = EVENT_TEXTS;

  toggle(event: WebhookEvent, on: boolean): void {
    this.changed.emit(ALL_EVENTS.filter((one) => (one === event ? on : this.chosen().includes(one))));
  }
}
