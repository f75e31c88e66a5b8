import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { coverageDays } from '../client/fn/coverage/coverage-days';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Now } from '../look/now';
import { Session } from '../session/session';
import { formatCount, people } from '../text/counts';
import { dayText } from '../text/days';
import { FRAME, shareOf, tableDays, trendOf } from './trend-line';

const TOLD = 3;

/** The share of people protected over twelve months, as each day was closed; what was found out later is told beside it. */
@Component({
  selector: 'hf-trend',
  imports: [Day, Freshness, MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './trend-card.html',
  styleUrl: './trend-card.css',
})
export class TrendCard {
  readonly #now = inject(Now).now;
  /** The day only: a reading that followed the clock would be asked for every minute. */
  readonly #from = computed(() => {
    const day = new Date(this.#now().toISOString().slice(0, 10));
    day.setUTCFullYear(day.getUTCFullYear() - 1);
    return day.toISOString().slice(0, 10);
  });
  readonly days = read(coverageDays, () => ({ from: this.#from() }));
  readonly trend = computed(() => {
    const days = this.days.value();
    return days === undefined ? undefined : trendOf(days);
  });
  readonly frame = FRAME;
  readonly viewBox = `0 0 ${FRAME.width} ${FRAME.height}`;
  readonly asTable = signal(false);
  readonly #percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
  readonly mayReadPolicies = inject(Session).may('policies.read');
  readonly ends = computed(() => {
    const trend = this.trend();
    if (trend === undefined) return undefined;
    const { first, last } = trend;
    return { first: this.#percent.format(first.share), last: this.#percent.format(last.share) };
  });
  readonly spoken = computed(() => {
    const [trend, ends] = [this.trend(), this.ends()];
    if (trend === undefined || ends === undefined) return '';
    const { first, last } = trend;
    return $localize`People protected, from ${ends.first}:from: on ${dayText(first.day)}:first: to ${ends.last}:to: on ${dayText(last.day)}:last:`;
  });
  /** The newest in sentences; all of them in the table. */
  readonly corrections = computed(() => {
    const all = this.days.value()?.days.filter(({ protectedCorrection }) => protectedCorrection > 0) ?? [];
    return { shown: all.slice(-TOLD).toReversed(), further: Math.max(0, all.length - TOLD) };
  });
  readonly rows = computed(() =>
    tableDays(this.days.value()?.days ?? []).map((day) => {
      const share = shareOf(day);
      return {
        day: day.day,
        share: share === undefined ? '–' : this.#percent.format(share),
        met: formatCount(day.headline.protected),
        inScope: formatCount(day.headline.inScope),
        correction: day.protectedCorrection > 0 ? `−${formatCount(day.protectedCorrection)}` : '',
      };
    }),
  );
  readonly policies = computed(() => this.days.value()?.policies.toReversed() ?? []);
  readonly people = people;
}
