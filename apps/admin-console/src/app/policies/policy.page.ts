import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { getPolicy } from '../client/fn/policies/get-policy';
import { listPolicyVersions } from '../client/fn/policies/list-policy-versions';
import { PageTitle } from '../frame/page-title';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Moment } from '../look/moment';
import { Session } from '../session/session';
import { people, phones } from '../text/counts';
import { policySections } from './policy-sections';
import { VersionHistoryCard } from './version-history-card';

/** One policy: its paragraph, its sections in the sentence's order, its versions with what each changed. */
@Component({
  imports: [Day, Freshness, MatButton, Moment, RouterLink, VersionHistoryCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy.page.html',
  styleUrl: './policy.page.css',
})
export class PolicyPage {
  readonly #session = inject(Session);
  readonly id = input.required<string>();
  readonly policy = read(getPolicy, () => ({ id: this.id() }), this.id);
  readonly versions = read(listPolicyVersions, () => ({ id: this.id(), limit: 20 }), this.id);
  readonly sections = computed(() => {
    const known = this.policy.value();
    return known === undefined ? [] : policySections(known.policy);
  });
  readonly mayEdit = computed(() => this.#session.may('policies.publish'));
  readonly people = people;
  readonly phones = phones;

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const policy = this.policy.value();
      if (policy !== undefined) title.name(policy.name);
    });
  }
}
