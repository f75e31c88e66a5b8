import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BytesPipe } from '../look/bytes.pipe';
import { Day } from '../look/day';
import { Tag } from '../look/tag';
import { outcomeMeaning, outcomeText } from '../text/run-texts';
import type { OverviewAnswer } from './headline-parts';

/** The newest runs, so that an admin sees the thing work. */
@Component({
  selector: 'hf-runs',
  imports: [BytesPipe, Day, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Recent runs</h2>
      @if (runs().length === 0) {
        <p class="quiet" i18n>None yet. A backup starts by itself when an enrolled phone is plugged in.</p>
      } @else {
        <p class="quiet" i18n>Days, not hours: Holdfast keeps no attendance records</p>
        <ul>
          @for (run of runs(); track $index) {
            <li>
              <hf-tag [meaning]="meaning(run.outcome, run.cause)" [text]="text(run.outcome, run.cause)" />
              <a [routerLink]="['/phones', run.phoneId]">{{ run.label }}</a>
              <span class="quiet"
                ><hf-day [on]="run.on" />{{
                  run.bytesRead === null ? '' : ' · ' + (run.bytesRead | bytes)
                }}</span
              >
            </li>
          }
        </ul>
      }
    </section>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 10px;
      align-items: center;
      padding-block: 8px;
      border-block-start: 1px solid var(--line);
    }
    li:first-child {
      border: 0;
      padding-block-start: 0;
    }
    li .quiet {
      margin-inline-start: auto;
    }
  `,
})
export class RunsCard {
  readonly runs = input.required<OverviewAnswer['recentRuns']>();
  readonly meaning = outcomeMeaning;
  readonly text = outcomeText;
}
