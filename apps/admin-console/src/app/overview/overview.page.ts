import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { overview } from '../client/fn/coverage/overview';
import { coverageCsv } from '../client/fn/reports/coverage-csv';
import { Freshness } from '../look/freshness';
import { Icon } from '../look/icon';
import { Day } from '../look/day';
import { Session } from '../session/session';
import { people } from '../text/counts';
import { CausesCard } from './causes-card';
import { FirstStepsCard } from './first-steps-card';
import { HeadlineCard } from './headline-card';
import { IncidentsCard } from './incidents-card';
import { OldestGapsCard } from './oldest-gaps-card';
import { RunsCard } from './runs-card';
import { StorageCard } from './storage-card';
import { TrendCard } from './trend-card';

/** Are we safe, and if not, who is not: the page of ten seconds. */
@Component({
  imports: [
    CausesCard,
    FirstStepsCard,
    Freshness,
    HeadlineCard,
    Icon,
    IncidentsCard,
    MatButton,
    Day,
    OldestGapsCard,
    RunsCard,
    StorageCard,
    TrendCard,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Overview</h1>
        @if (overview.value(); as known) {
          <p class="lead">
            <ng-container i18n>{{ inScope() }} in scope · facts as of</ng-container>&ngsp;<hf-day
              [on]="known.factsAsOf"
            />
          </p>
        }
      </div>
      @if (mayExport()) {
        <div class="do">
          <a matButton="outlined" [href]="csv" download>
            <hf-icon class="before" name="download" />
            <ng-container i18n>Download coverage (CSV)</ng-container>
          </a>
        </div>
      }
    </div>
    <hf-freshness [reading]="overview" failed="The overview could not be read." i18n-failed [lines]="12" />
    @if (overview.value(); as known) {
      <div class="stack">
        @if (unfinished()) {
          <hf-first-steps [steps]="known.firstSteps" />
        }
        @if (known.incidents.length > 0) {
          <hf-incidents [incidents]="known.incidents" />
        }
        <hf-headline [headline]="known.headline" [sinceYesterday]="known.protectedSinceYesterday" />
      </div>
      <div class="cols">
        <div class="stack">
          <hf-trend />
          <hf-oldest-gaps [gaps]="known.oldestGaps" />
          <hf-runs [runs]="known.recentRuns" />
        </div>
        <div class="stack">
          <hf-causes [causes]="known.gapsByCause" />
          @if (mayReadFigures()) {
            <hf-storage [storage]="known.storage" />
          }
        </div>
      </div>
    }
  `,
  styles: `
    .before {
      margin-inline-end: 8px;
    }
  `,
})
export class OverviewPage {
  readonly #session = inject(Session);
  readonly csv = coverageCsv.PATH;
  readonly overview = read(overview, () => ({}));
  readonly inScope = computed(() => people(this.overview.value()?.headline.inScope ?? 0));
  readonly unfinished = computed(() => this.overview.value()?.firstSteps.some(({ done }) => !done) ?? false);
  readonly mayReadFigures = computed(() => this.#session.may('figures.read'));
  readonly mayExport = computed(() => this.#session.may('reports.read'));

  constructor() {
    refresh([this.overview], () => 4000);
  }
}
