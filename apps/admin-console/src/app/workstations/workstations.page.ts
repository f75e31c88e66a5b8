import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listWorkstations } from '../client/fn/workstations/list-workstations';
import { type Column, List } from '../look/list';
import { Day } from '../look/day';
import { RowTemplate } from '../look/row.directive';
import { SearchField } from '../look/search-field';
import { Session } from '../session/session';
import { phones } from '../text/counts';
import { KeyStore } from './key-store';
import { RevokeButton } from './revoke-button';
import { SYSTEM_TEXTS } from './systems';

/** Enrolled workstations and their agents. A row leads to its employee: a workstation has no page of its own. */
@Component({
  imports: [Day, KeyStore, List, RevokeButton, RouterLink, RowTemplate, SearchField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Workstations</h1>
        <p class="lead" i18n>The laptops that back phones up; the day of the last check-in, never the hour</p>
      </div>
    </div>
    <section class="card">
      <div class="filters"><hf-search label="Search workstations and people" i18n-label [q]="q()" /></div>
      <hf-list
        [reading]="workstations"
        [columns]="columns"
        [filtered]="!!q()"
        [cursor]="cursor()"
        caption="Workstations"
        i18n-caption
        failed="The workstations could not be read."
        i18n-failed
      >
        <ng-container empty>
          <b i18n>No workstation is enrolled yet</b>
          <p class="quiet" i18n>Open a person and make the command that enrols their laptop.</p>
          <a class="link" routerLink="/people" i18n>To the people</a>
        </ng-container>
        <ng-template [hfRow]="workstations" let-workstation>
          <th scope="row">
            <a class="row" [routerLink]="['/people', workstation.employee.id]">{{ workstation.label }}</a>
            <small>{{ systems[workstation.os] ?? workstation.os }}</small>
          </th>
          <td>{{ workstation.employee.name }}</td>
          <td class="wide">{{ workstation.agentVersion }}</td>
          <td class="wide">
            <hf-key-store [kept]="workstation.keyStore" />
          </td>
          <td>
            @if (workstation.lastSeenOn; as day) {
              <hf-day [on]="day" />
            } @else {
              <ng-container i18n>never</ng-container>
            }
          </td>
          <td class="wide end">{{ phones(workstation.phones) }}</td>
          <td class="end">
            @if (workstation.revokedOn; as day) {
              <span class="quiet"><ng-container i18n>revoked</ng-container>&ngsp;<hf-day [on]="day" /></span>
            } @else if (mayRevoke()) {
              <hf-revoke [workstation]="workstation" (revoked)="workstations.reload()" />
            } @else {
              <ng-container i18n>enrolled</ng-container>
            }
          </td>
        </ng-template>
      </hf-list>
    </section>
  `,
})
export class WorkstationsPage {
  readonly #session = inject(Session);
  readonly q = input<string>();
  readonly cursor = input<string>();
  readonly workstations = read(listWorkstations, () => ({ q: this.q(), cursor: this.cursor() }));
  readonly phones = phones;
  readonly systems = SYSTEM_TEXTS;
  readonly mayRevoke = computed(() => this.#session.may('workstations.revoke'));
  readonly columns: readonly Column[] = [
    { title: $localize`Workstation` },
    { title: $localize`Employee` },
    { title: $localize`Agent`, class: 'wide' },
    { title: $localize`Keys kept in`, class: 'wide' },
    { title: $localize`Last seen` },
    { title: $localize`Phones`, class: 'wide end' },
    { title: $localize`Enrolment`, class: 'end' },
  ];

  constructor() {
    refresh([this.workstations], () => 8000);
  }
}
