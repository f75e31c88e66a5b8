import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listAnomalies } from '../client/fn/coverage/list-anomalies';
import { BesideGaps } from '../gaps/beside-gaps';
import { Day } from '../look/day';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { ANOMALY_TEXTS, VERDICT_MEANING, VERDICT_TEXTS } from './anomaly-texts';
import { SayVerdict } from './say-verdict';

/** What phones' own histories do not explain: found, kept from being overwritten by time, and looked at by somebody. */
@Component({
  imports: [BesideGaps, Day, List, RouterLink, RowTemplate, SayVerdict, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './anomalies.page.html',
})
export class AnomaliesPage {
  /** `no`: those that were looked at; `all`: both; else those that are open. */
  readonly open = input<string>();
  readonly cursor = input<string>();
  readonly known = computed((): 'yes' | 'no' | 'all' => {
    const open = this.open();
    return open === 'no' || open === 'all' ? open : 'yes';
  });
  readonly anomalies = read(listAnomalies, () => {
    const open = this.known();
    return { open: open === 'all' ? undefined : open, cursor: this.cursor() };
  });
  readonly mayJudge = inject(Session).may('anomalies.judge');
  readonly kinds = ANOMALY_TEXTS;
  readonly verdicts = VERDICT_TEXTS;
  readonly meaning = VERDICT_MEANING;
  readonly columns: readonly Column[] = [
    { title: $localize`Phone` },
    { title: $localize`What` },
    { title: $localize`Found` },
    { title: this.mayJudge ? $localize`What was it?` : $localize`Looked at` },
  ];

  constructor() {
    refresh([this.anomalies], () => 15_000);
  }
}
