import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listPhones } from '../client/fn/phones/list-phones';
import { type Column, List } from '../look/list';
import { Day } from '../look/day';
import { RowTemplate } from '../look/row.directive';
import { SearchField } from '../look/search-field';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { GAP_TEXTS } from '../text/gap-texts';
import { isPhoneState, PHONE_STATE_MEANING, PHONE_STATE_TEXTS, PHONE_STATES } from '../text/phone-states';
import { modelText } from './model-text';
import { waitingText } from './waiting-text';

/** Enrolled phones with their state. */
@Component({
  imports: [List, Day, MatButton, RouterLink, RowTemplate, SearchField, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './phone-list.page.html',
})
export class PhoneListPage {
  readonly state = input<string>();
  readonly q = input<string>();
  readonly cursor = input<string>();

  readonly #known = computed(() => {
    const state = this.state();
    return isPhoneState(state) ? state : undefined;
  });
  readonly phones = read(listPhones, () => ({ state: this.#known(), q: this.q(), cursor: this.cursor() }));
  readonly filtered = computed(() => this.#known() !== undefined || Boolean(this.q()));
  readonly states = PHONE_STATES;
  readonly texts = PHONE_STATE_TEXTS;
  readonly meaning = PHONE_STATE_MEANING;
  readonly gapTexts = GAP_TEXTS;
  readonly modelText = modelText;
  readonly waitingText = waitingText;
  readonly mayReadFigures = inject(Session).may('figures.read');
  readonly columns: readonly Column[] = [
    { title: $localize`Phone` },
    { title: $localize`Employee`, class: 'wide' },
    { title: $localize`State` },
    { title: $localize`Newest version` },
    ...(this.mayReadFigures ? [{ title: $localize`Versions`, class: 'wide end' } as const] : []),
    { title: $localize`Copies`, class: 'wide end' },
  ];

  constructor() {
    refresh([this.phones], () => 3000);
  }
}
