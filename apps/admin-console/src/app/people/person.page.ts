import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { getPerson } from '../client/fn/people/get-person';
import { ExemptionsOf } from '../exemptions/exemptions-of';
import { PageTitle } from '../frame/page-title';
import { GapsOf } from '../gaps/gaps-of';
import { Freshness } from '../look/freshness';
import { Day } from '../look/day';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { workstations } from '../text/counts';
import { PHONE_STATE_MEANING, PHONE_STATE_TEXTS } from '../text/phone-states';
import { ROLE_TEXTS } from '../text/role-texts';
import { aboutPerson } from './about-person';
import { CoveredBy } from './covered-by';
import { EnrolCard } from './enrol-card';
import { LeaverCard } from './leaver-card';
import { RoleCard } from './role-card';
import { Remind } from './remind';
import { SignOutEverywhere } from './sign-out-everywhere';

/** One employee: their phones, what is open or left out, which policy covers them and why, and a laptop enrolled for them. */
@Component({
  imports: [
    CoveredBy,
    EnrolCard,
    ExemptionsOf,
    Freshness,
    GapsOf,
    LeaverCard,
    MatButton,
    Day,
    RoleCard,
    RouterLink,
    Tag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './person.page.html',
})
export class PersonPage {
  readonly #session = inject(Session);
  readonly remind = inject(Remind);
  readonly everywhere = inject(SignOutEverywhere);
  readonly maySignOut = computed(() => this.#session.may('people.sign-out'));
  readonly id = input.required<string>();
  readonly person = read(getPerson, () => ({ id: this.id() }), this.id);
  readonly mayRemind = computed(() => this.#session.may('people.remind'));
  readonly mayReadPolicies = this.#session.may('policies.read');
  readonly mayEnrol = computed(() => this.#session.may('people.enrol'));
  readonly mayChangeRole = computed(() => this.#session.may('people.change-role'));
  readonly mayReadLeavers = computed(() => this.#session.may('leavers.read'));
  readonly about = aboutPerson;
  readonly roles = ROLE_TEXTS;
  readonly states = PHONE_STATE_TEXTS;
  readonly meaning = PHONE_STATE_MEANING;
  readonly workstations = workstations;

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const person = this.person.value();
      if (person !== undefined) title.name(person.name);
    });
    refresh([this.person], () => 4000);
  }
}
