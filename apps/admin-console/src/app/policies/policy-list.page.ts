import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { listPolicies } from '../client/fn/policies/list-policies';
import { type Column, List } from '../look/list';
import { Moment } from '../look/moment';
import { RowTemplate } from '../look/row.directive';
import { phones } from '../text/counts';

/** The policies in force. */
@Component({
  imports: [List, Moment, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Policies</h1>
        <p class="lead" i18n>What is backed up, how often, how long it is kept and in how many places</p>
      </div>
    </div>
    <section class="card">
      <hf-list
        [reading]="policies"
        [columns]="columns"
        [cursor]="cursor()"
        caption="Policies"
        i18n-caption
        failed="The policies could not be read."
        i18n-failed
      >
        <ng-container empty><b i18n>No policy is in force</b></ng-container>
        <ng-template [hfRow]="policies" let-policy>
          <th scope="row">
            <a class="row" [routerLink]="[policy.id]">{{ policy.name }}</a>
            <small>{{ policy.summary }}</small>
          </th>
          <td>{{ policy.version }}</td>
          <td class="wide">{{ phones(policy.phones) }}</td>
          <td class="end"><hf-moment [at]="policy.publishedAt" /></td>
        </ng-template>
      </hf-list>
    </section>
  `,
})
export class PolicyListPage {
  readonly cursor = input<string>();
  readonly policies = read(listPolicies, () => ({ cursor: this.cursor() }));
  readonly phones = phones;
  readonly columns: readonly Column[] = [
    { title: $localize`Policy` },
    { title: $localize`Version` },
    { title: $localize`Applies to`, class: 'wide' },
    { title: $localize`Published`, class: 'end' },
  ];
}
