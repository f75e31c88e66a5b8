import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { changeText, formatCount } from '../text/counts';
import { GAP_MEANING, GAP_TEXTS } from '../text/gap-texts';
import type { OverviewAnswer } from './headline-parts';

/** Open gaps by cause; each bar is the list behind it. */
@Component({
  selector: 'hf-causes',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>Open gaps by cause</h2>
      @if (bars().length === 0) {
        <p class="quiet" i18n>No gap is open.</p>
      } @else {
        <p class="quiet" i18n>Each bar is the list behind it; beside it the change since yesterday</p>
        <div class="bars">
          @for (bar of bars(); track bar.code) {
            <a routerLink="/gaps" [queryParams]="{ code: bar.code }">
              <span>{{ bar.text }}</span>
              <i [class]="'fill-' + bar.meaning" [style.inline-size.%]="bar.share"></i>
              <span class="n">
                {{ bar.count }}
                @if (bar.change) {
                  <small class="quiet">
                    {{ bar.change }}<span class="for-readers" i18n> since yesterday</span>
                  </small>
                }
              </span>
            </a>
          }
        </div>
      }
    </section>
  `,
})
export class CausesCard {
  readonly causes = input.required<OverviewAnswer['gapsByCause']>();
  readonly bars = computed(() => {
    const open = this.causes()
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count);
    const most = open[0]?.count ?? 1;
    return open.map(({ code, count, sinceYesterday }) => ({
      code,
      text: GAP_TEXTS[code],
      meaning: GAP_MEANING[code],
      share: (count / most) * 100,
      count: formatCount(count),
      change: changeText(sinceYesterday),
    }));
  });
}
