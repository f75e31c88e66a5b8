import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Alert } from '@holdfast/contracts';
import { Day } from '../look/day';
import type { Meaning } from '../look/meaning';
import { Tag } from '../look/tag';

/** What was told lately, with its next step. */
@Component({
  selector: 'hf-recent-alerts',
  imports: [Day, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Told lately</h2>
      <ul class="lines">
        @for (alert of alerts(); track alert.id) {
          <li>
            <span>
              <span>
                <hf-tag [meaning]="meanings[alert.severity]" [text]="texts[alert.severity]" />&ngsp;
                <b>{{ alert.title }}</b>
              </span>
              @for (sentence of alert.sentences; track $index) {
                <small>{{ sentence }}</small>
              }
              <small>
                <b i18n>Next:</b>&ngsp;<a class="link" [routerLink]="alert.path">{{ alert.nextStep }}</a>
              </small>
            </span>
            <hf-day class="quiet" [on]="alert.on" />
          </li>
        } @empty {
          <li class="quiet" i18n>Nothing: there was no need.</li>
        }
      </ul>
    </section>
  `,
})
export class RecentCard {
  readonly alerts = input.required<readonly Alert[]>();
  readonly meanings: Record<Alert['severity'], Meaning> = {
    note: 'waiting',
    warning: 'risk',
    urgent: 'lost',
  };
  readonly texts: Record<Alert['severity'], string> = {
    note: $localize`Note`,
    warning: $localize`Warning`,
    urgent: $localize`Urgent`,
  };
}
