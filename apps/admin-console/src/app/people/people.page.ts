import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listPeople } from '../client/fn/people/list-people';
import { type Column, List } from '../look/list';
import { Day } from '../look/day';
import { RowTemplate } from '../look/row.directive';
import { SearchField } from '../look/search-field';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { workstations } from '../text/counts';
import { PHONE_STATE_MEANING, PHONE_STATE_TEXTS } from '../text/phone-states';
import { ROLE_TEXTS } from '../text/role-texts';
import { aboutPerson } from './about-person';
import { TokensForEverybody } from './tokens-for-everybody';

/** Employees and their phones. */
@Component({
  imports: [List, MatButton, Day, RouterLink, RowTemplate, SearchField, Tag, TokensForEverybody],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './people.page.html',
})
export class PeoplePage {
  readonly #session = inject(Session);
  readonly q = input<string>();
  readonly cursor = input<string>();
  /** `leavers`: those who left. */
  readonly who = input<string>();
  readonly leavers = computed(() => this.who() === 'leavers');
  readonly people = read(listPeople, () => ({
    q: this.q(),
    cursor: this.cursor(),
    who: this.leavers() ? ('leavers' as const) : undefined,
  }));
  readonly mayReadLeavers = computed(() => this.#session.may('leavers.read'));
  readonly mayAdd = computed(() => this.#session.may('people.add'));
  readonly mayEnrol = computed(() => this.#session.may('people.enrol'));
  readonly about = aboutPerson;
  readonly roles = ROLE_TEXTS;
  readonly states = PHONE_STATE_TEXTS;
  readonly meaning = PHONE_STATE_MEANING;
  readonly workstations = workstations;
  readonly columns: readonly Column[] = [
    { title: $localize`Person` },
    { title: $localize`Phones` },
    { title: $localize`Workstations`, class: 'wide' },
    { title: $localize`Role`, class: 'wide' },
    { title: $localize`Reminded`, class: 'wide end' },
  ];

  constructor() {
    refresh([this.people], () => 8000);
  }
}
