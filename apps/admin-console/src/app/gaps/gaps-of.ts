import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { RowOf } from '../api/call';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listGaps } from '../client/fn/coverage/list-gaps';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { GAP_TEXTS, SEVERITY_MEANING } from '../text/gap-texts';
import { ExemptForm } from './exempt-form';
import { TakeOn } from './take-on';

type Row = RowOf<typeof listGaps>;

/** On the page of a person or a phone: what is open there, exempt or not, who has taken it on, and what can be done. */
@Component({
  selector: 'hf-gaps-of',
  imports: [Day, ExemptForm, Freshness, MatButton, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './gaps-of.html',
})
export class GapsOf {
  readonly #session = inject(Session);
  readonly takeOn = inject(TakeOn);
  readonly employee = input.required<string>();
  /** Of this phone only; without it: of the person and all their phones. */
  readonly phone = input<string>();
  /** An exemption was asked for: what is shown of those is old. */
  readonly asked = output();
  readonly exempting = signal(false);
  readonly gaps = read(
    listGaps,
    () => ({ employee: this.employee(), exempt: 'with' as const, limit: 200 }),
    this.employee,
  );
  readonly shown = computed(() => {
    const phone = this.phone();
    const all = this.gaps.value()?.items;
    return phone === undefined ? all : all?.filter((gap) => gap.phone?.id === phone);
  });
  readonly selection = computed(() => ({
    ids: (this.shown() ?? []).filter(({ exemptUntil }) => exemptUntil === null).map(({ id }) => id),
  }));
  readonly mayAssign = this.#session.may('gaps.assign');
  readonly mayExempt = this.#session.may('exemptions.change');
  readonly texts = GAP_TEXTS;
  readonly meaning = SEVERITY_MEANING;

  constructor() {
    refresh([this.gaps], () => 8000);
  }

  exempted(how: 'asked' | 'left'): void {
    this.exempting.set(false);
    if (how === 'left') return;
    this.gaps.reload();
    this.asked.emit();
  }

  isMine({ owner }: Row): boolean {
    return owner !== null && owner.id === this.#session.me()?.employee.id;
  }

  async hand(gap: Row): Promise<void> {
    if (await this.takeOn.run({ ids: [gap.id] }, !this.isMine(gap))) this.gaps.reload();
  }
}
