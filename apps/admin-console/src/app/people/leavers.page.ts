import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listLeavers } from '../client/fn/leavers/list-leavers';
import { Day } from '../look/day';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { LEAVER_STATE_MEANING, LEAVER_STATE_TEXTS, LEAVING_TEXTS } from '../text/leaver-texts';
import { LeaverTermsCard } from './leaver-terms-card';

/** Who has left: until when they have access, what keeps an erasure back, what was erased. */
@Component({
  imports: [Day, LeaverTermsCard, List, RouterLink, RowTemplate, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <p class="crumb"><a routerLink="/people" i18n>People</a></p>
        <h1 i18n>Leavers</h1>
        <p class="lead" i18n>
          Who has left takes their backups with them, by personal link and recovery code; then they are erased
        </p>
      </div>
    </div>
    <section class="card">
      <hf-list
        [reading]="leavers"
        [columns]="columns"
        [cursor]="cursor()"
        caption="Leavers"
        i18n-caption
        failed="The leavers could not be read."
        i18n-failed
      >
        <ng-container empty>
          <b i18n>Nobody has left</b>
          <p class="quiet" i18n>
            Whoever is deactivated on their page, or by the directory, stands here with their dates.
          </p>
        </ng-container>
        <ng-template [hfRow]="leavers" let-leaver>
          <th scope="row">
            <a class="row" [routerLink]="['/people', leaver.id]">{{ leaver.name }}</a>
            @if (leaver.cause) {
              <small>{{ causes[leaver.cause] }}</small>
            }
          </th>
          <td>
            <hf-tag [meaning]="meaning[leaver.state]" [text]="states[leaver.state]" />
            @if (leaver.hold; as hold) {
              <small>
                @if (hold.overdue) {
                  <b class="wrong" i18n>hold to be looked at since</b>
                } @else {
                  <ng-container i18n>hold, looked at by</ng-container>
                }
                &ngsp;<hf-day [on]="hold.reviewBy" as="date" />
              </small>
            }
          </td>
          <td class="wide"><hf-day [on]="leaver.leftOn" as="date" /></td>
          <td class="wide"><hf-day [on]="leaver.accessUntil" as="date" /></td>
          <td class="end">
            @if (leaver.erasedOn ?? leaver.erasureDueOn; as day) {
              <hf-day [on]="day" as="date" />
            } @else {
              <span class="quiet" i18n>not while held</span>
            }
          </td>
        </ng-template>
      </hf-list>
    </section>
    <hf-leaver-terms class="spaced" [mayChange]="mayManage()" />
  `,
})
export class LeaversPage {
  readonly #session = inject(Session);
  readonly cursor = input<string>();
  readonly leavers = read(listLeavers, () => ({ cursor: this.cursor() }));
  readonly mayManage = computed(() => this.#session.may('leavers.manage'));
  readonly states = LEAVER_STATE_TEXTS;
  readonly meaning = LEAVER_STATE_MEANING;
  readonly causes = LEAVING_TEXTS;
  readonly columns: readonly Column[] = [
    { title: $localize`Person` },
    { title: $localize`Now` },
    { title: $localize`Left`, class: 'wide' },
    { title: $localize`Access until`, class: 'wide' },
    { title: $localize`Erased on`, class: 'end' },
  ];

  constructor() {
    refresh([this.leavers], () => 15_000);
  }
}
