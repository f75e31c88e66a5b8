import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Day } from '../look/day';
import { Tag } from '../look/tag';
import { GAP_TEXTS, SEVERITY_MEANING } from '../text/gap-texts';
import type { OverviewAnswer } from './headline-parts';

/** The five gaps that have waited longest, with names and the next step. */
@Component({
  selector: 'hf-oldest-gaps',
  imports: [Day, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Oldest gaps</h2>
      @if (gaps().length === 0) {
        <p class="quiet" i18n>No gap is open.</p>
      } @else {
        <p class="quiet" i18n>The five that have waited longest</p>
        <table>
          <thead>
            <tr>
              <th scope="col" i18n>Who</th>
              <th scope="col" i18n>What and the next step</th>
              <th scope="col" class="end" i18n>Since</th>
            </tr>
          </thead>
          <tbody>
            @for (gap of gaps(); track gap.id) {
              <tr>
                <th scope="row">
                  <a
                    class="row"
                    [routerLink]="gap.phone ? ['/phones', gap.phone.id] : ['/people', gap.employee.id]"
                    >{{ gap.employee.name }}</a
                  >
                  <small>
                    {{ gap.employee.department }}
                    @if (gap.phone) {
                      {{ gap.employee.department ? '·' : '' }} {{ gap.phone.label }}
                    }
                  </small>
                </th>
                <td>
                  <hf-tag [meaning]="meaning[gap.severity]" [text]="texts[gap.code]" />
                  <small>{{ gap.nextStep }}</small>
                </td>
                <td class="end"><hf-day [on]="gap.since" as="age" /></td>
              </tr>
            }
          </tbody>
        </table>
      }
    </section>
  `,
})
export class OldestGapsCard {
  readonly gaps = input.required<OverviewAnswer['oldestGaps']>();
  readonly texts = GAP_TEXTS;
  readonly meaning = SEVERITY_MEANING;
}
