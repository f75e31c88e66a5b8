import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { listPeople } from '../../client/fn/people/list-people';
import { explainPolicy } from '../../client/fn/policies/explain-policy';
import { Freshness } from '../../look/freshness';
import { SearchField } from '../../look/search-field';
import { Session } from '../../session/session';
import { PolicyPagesNav } from '../policy-pages-nav';
import { ExplainedCard } from './explained-card';

/** Who is covered by what, and why: a person, the assignment that won, and those that lost. */
@Component({
  imports: [ExplainedCard, Freshness, PolicyPagesNav, RouterLink, SearchField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './explain.page.html',
})
export class ExplainPage {
  readonly q = input<string>();
  readonly person = input<string>();
  readonly people = read(listPeople, () => {
    const q = this.q();
    return q ? { q, limit: 20 } : undefined;
  });
  readonly explained = read(
    explainPolicy,
    () => {
      const id = this.person();
      return id ? { id } : undefined;
    },
    () => this.person() ?? '',
  );
  readonly found = computed(() => (this.q() ? (this.people.value()?.items ?? undefined) : undefined));
  readonly name = computed(() => this.found()?.find(({ id }) => id === this.person())?.name);
  readonly mayAssign = computed(() => this.#session.may('policies.publish'));
  readonly #session = inject(Session);
}
