import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { refresh } from '../../api/refresh';
import { listPolicies } from '../../client/fn/policies/list-policies';
import { listPolicyAssignments } from '../../client/fn/policies/list-policy-assignments';
import { FaultCard } from '../../look/fault-card';
import { type Column, List } from '../../look/list';
import { Moment } from '../../look/moment';
import { RowTemplate } from '../../look/row.directive';
import { Session } from '../../session/session';
import { people, phones } from '../../text/counts';
import { PolicyPagesNav } from '../policy-pages-nav';
import { RetireButton } from './retire-button';

const EVERYBODY = $localize`Everybody`;

/** The policies in use, how many people each covers, and by which assignments. */
@Component({
  imports: [FaultCard, List, MatButton, Moment, PolicyPagesNav, RetireButton, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-list.page.html',
  styles: `
    .count {
      white-space: nowrap;
    }
  `,
})
export class PolicyListPage {
  readonly #session = inject(Session);
  readonly cursor = input<string>();
  readonly policies = read(listPolicies, () => ({ cursor: this.cursor() }));
  readonly assignments = read(listPolicyAssignments, () => ({}));
  readonly mayPublish = computed(() => this.#session.may('policies.publish'));
  readonly people = people;
  readonly phones = phones;
  readonly columns: readonly Column[] = [
    { title: $localize`Policy` },
    { title: $localize`Published`, class: 'wide' },
    { title: $localize`Covers` },
    { title: $localize`Assigned to` },
  ];

  constructor() {
    refresh([this.policies, this.assignments], () => 30_000);
  }

  /** Groups in the order in which they decide; undefined as long as it is not known. */
  assignedTo(policyId: string): string[] | undefined {
    return this.assignments
      .value()
      ?.items.filter((line) => line.policyId === policyId)
      .map(({ group }) => group?.name ?? EVERYBODY);
  }

  again(): void {
    this.policies.reload();
    this.assignments.reload();
  }
}
