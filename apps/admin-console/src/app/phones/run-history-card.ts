import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { PageOf, RowOf } from '../api/call';
import type { Reading } from '../api/read';
import type { listRuns } from '../client/fn/phones/list-runs';
import { Freshness } from '../look/freshness';
import { Day } from '../look/day';
import { Tag } from '../look/tag';
import { outcomeMeaning, outcomeText, RUN_KIND_TEXTS } from '../text/run-texts';

/** The phone's last runs with what became of each. */
@Component({
  selector: 'hf-run-history',
  imports: [Freshness, Day, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Runs</h2>
      <p class="quiet" i18n>The newest ten; days, not hours</p>
      <hf-freshness [reading]="reading()" failed="The runs could not be read." i18n-failed [lines]="3" />
      @if (reading().value(); as page) {
        <ul class="line">
          @for (run of page.items; track run.id) {
            <li>
              <span class="quiet"><hf-day [on]="run.on" /></span>
              <i class="dot" [class]="'fill-' + meaning(run.outcome, run.cause)"></i>
              <div>
                <b>{{ kinds[run.kind] }}</b>&ngsp;<span class="quiet">{{ run.sentence }}</span>
              </div>
              <hf-tag [meaning]="meaning(run.outcome, run.cause)" [text]="text(run.outcome, run.cause)" />
            </li>
          } @empty {
            <li class="quiet" i18n>None yet.</li>
          }
        </ul>
      }
    </section>
  `,
})
export class RunHistoryCard {
  readonly reading = input.required<Reading<PageOf<RowOf<typeof listRuns>>>>();
  readonly kinds = RUN_KIND_TEXTS;
  readonly meaning = outcomeMeaning;
  readonly text = outcomeText;
}
