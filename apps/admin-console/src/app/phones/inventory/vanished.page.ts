import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { listVanished } from '../../client/fn/inventory/list-vanished';
import { Day } from '../../look/day';
import { type Column, List } from '../../look/list';
import { RowTemplate } from '../../look/row.directive';
import { VANISHED_TEXTS } from './inventory-texts';

/** What is missing without anybody having said so: phones, lists, people. */
@Component({
  imports: [Day, List, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <p class="crumb"><a routerLink="/phones/inventory" i18n>Inventory</a></p>
        <h1 i18n>Vanished</h1>
        <p class="lead" i18n>
          What is missing without anybody having said so; a phone stands here for 90 days
        </p>
      </div>
    </div>
    <section class="card">
      <hf-list
        [reading]="vanished"
        [columns]="columns"
        [cursor]="cursor()"
        caption="Vanished"
        i18n-caption
        failed="What vanished could not be read."
        i18n-failed
      >
        <ng-container empty>
          <b i18n>Nothing vanished</b>
          <p class="quiet" i18n>Every list is fresh, and all that it told of is still there.</p>
        </ng-container>
        <ng-template [hfRow]="vanished" let-one>
          <th scope="row">
            @if (one.employee; as person) {
              <a class="row" [routerLink]="['/people', person.id]">{{ person.name }}</a>
            } @else {
              {{ one.source }}
            }
            <small>{{ one.model }}</small>
          </th>
          <td>
            {{ texts[one.kind] }}
            @if (one.phone; as phone) {
              <small
                ><a [routerLink]="['/phones', phone.id]">{{ phone.label }}</a></small
              >
            }
          </td>
          <td class="wide">{{ one.source }}</td>
          <td class="end"><hf-day [on]="one.since" /></td>
        </ng-template>
      </hf-list>
    </section>
  `,
})
export class VanishedPage {
  readonly cursor = input<string>();
  readonly vanished = read(listVanished, () => ({ cursor: this.cursor() }));
  readonly texts = VANISHED_TEXTS;
  readonly columns: readonly Column[] = [
    { title: $localize`Who` },
    { title: $localize`What` },
    { title: $localize`Source`, class: 'wide' },
    { title: $localize`Since`, class: 'end' },
  ];
}
