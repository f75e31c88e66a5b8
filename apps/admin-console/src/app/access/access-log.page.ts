import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { accessLog } from '../client/fn/audit/access-log';
import { type Column, List } from '../look/list';
import { Moment } from '../look/moment';
import { RowTemplate } from '../look/row.directive';
import { lookSentence } from '../text/audit-texts';

/** Who looked at the one who is signed in: for everybody, whatever their role. */
@Component({
  imports: [List, Moment, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Who looked</h1>
        <p class="lead" i18n>
          Everybody who looked at you, at a phone of yours, or at lists that you are on; each once an hour at
          most. Whoever looks through Holdfast stands here.
        </p>
      </div>
    </div>
    <section class="card">
      <hf-list
        [reading]="looks"
        [columns]="columns"
        [cursor]="cursor()"
        caption="Who looked at you"
        i18n-caption
        failed="Who looked could not be read."
        i18n-failed
      >
        <ng-container empty>
          <b i18n>Nobody looked yet</b>
          <p class="quiet" i18n>
            When somebody of your company opens your page, a phone of yours, or a list of everybody, it stands
            here at once.
          </p>
        </ng-container>
        <ng-template [hfRow]="looks" let-look>
          <th scope="row">{{ sentence(look) }}</th>
          <td class="end"><hf-moment [at]="look.lookedAt" /></td>
        </ng-template>
      </hf-list>
    </section>
  `,
})
export class AccessLogPage {
  readonly cursor = input<string>();
  readonly looks = read(accessLog, () => ({ cursor: this.cursor() }));
  readonly sentence = lookSentence;
  readonly columns: readonly Column[] = [
    { title: $localize`Who did what` },
    { title: $localize`When`, class: 'end' },
  ];

  constructor() {
    refresh([this.looks], () => 15_000);
  }
}
