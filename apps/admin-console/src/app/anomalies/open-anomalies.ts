import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Reading } from '../api/read';
import type { PageOf } from '../api/call';
import type { AnomalyRow } from '@holdfast/contracts';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Icon } from '../look/icon';
import { SayVerdict } from './say-verdict';

/** On a phone's page: what its own history does not explain and nobody has settled. Nothing where nothing is. */
@Component({
  selector: 'hf-open-anomalies',
  imports: [Day, Freshness, Icon, SayVerdict],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (reading().fault()) {
      <hf-freshness [reading]="reading()" failed="Unusual changes could not be read." i18n-failed />
    }
    @for (one of reading().value()?.items; track one.id) {
      <div class="notice" [class.lost]="one.freezes" [class.waiting]="!one.freezes">
        <hf-icon name="gaps" [size]="20" />
        <div>
          <b>{{ one.sentence }}</b>
          <p>
            <ng-container i18n>Found in the version of</ng-container>&ngsp;<hf-day
              [on]="one.foundOn"
              as="date"
            />.
            @if (one.freezes) {
              <ng-container i18n>Older versions are kept until somebody has said what it was.</ng-container>
            }
          </p>
          <hf-say-verdict [anomaly]="one" (judged)="judged.emit()" />
        </div>
      </div>
    }
  `,
})
export class OpenAnomalies {
  readonly reading = input.required<Reading<PageOf<AnomalyRow>>>();
  readonly judged = output();
}
