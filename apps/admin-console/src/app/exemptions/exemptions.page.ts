import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listExemptions } from '../client/fn/coverage/list-exemptions';
import { BesideGaps } from '../gaps/beside-gaps';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Session } from '../session/session';
import { exemptions } from '../text/counts';
import { DecideExemption } from './decide-exemption';
import { ExemptionList } from './exemption-list';
import { CHOSEN_STATES, EXEMPTION_STATE_TEXTS, exemptText } from './exemption-texts';

/** What waits for approval is shown whole up to this; decided ones make room. */
const WAITING_SHOWN = 50;

/** What is left out of the score: first what waits for somebody's approval, then what is in force, or was. */
@Component({
  imports: [BesideGaps, Day, DecideExemption, ExemptionList, Freshness, List, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './exemptions.page.html',
})
export class ExemptionsPage {
  readonly state = input<string>();
  readonly cursor = input<string>();
  readonly chosen = computed(() => CHOSEN_STATES.find((one) => one === this.state()) ?? 'active');
  readonly waiting = read(listExemptions, () => ({ state: 'waiting', limit: WAITING_SHOWN }));
  readonly exemptions = read(listExemptions, () => ({ state: this.chosen(), cursor: this.cursor() }));
  readonly further = computed(() => {
    const page = this.waiting.value();
    return page === undefined ? 0 : page.total - page.items.length;
  });
  readonly mayChange = inject(Session).may('exemptions.change');
  readonly choices = CHOSEN_STATES;
  readonly states = EXEMPTION_STATE_TEXTS;

  readonly exemptText = exemptText;
  readonly counted = exemptions;
  readonly columns: readonly Column[] = [
    { title: $localize`Who` },
    { title: $localize`What and why` },
    { title: $localize`Who answers for it`, class: 'wide' },
    { title: $localize`Until` },
    ...(this.mayChange ? [{ title: $localize`Do`, class: 'end' } as const] : []),
  ];

  constructor() {
    refresh([this.waiting, this.exemptions], () => 8000);
  }

  reload(): void {
    this.waiting.reload();
    this.exemptions.reload();
  }
}
