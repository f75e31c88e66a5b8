import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listGaps } from '../client/fn/coverage/list-gaps';
import { overview } from '../client/fn/coverage/overview';
import { type Column, List } from '../look/list';
import { Day } from '../look/day';
import { RowTemplate } from '../look/row.directive';
import { SearchField } from '../look/search-field';
import { Tag } from '../look/tag';
import { Remind } from '../people/remind';
import { RemindAll } from './remind-all';
import { Session } from '../session/session';
import { formatCount } from '../text/counts';
import { GAP_TEXTS, isGapCode, SEVERITY_MEANING } from '../text/gap-texts';

/** Every open gap: what, whose, since when, and the next step. */
@Component({
  imports: [List, MatButton, Day, RemindAll, RouterLink, RowTemplate, SearchField, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './gaps.page.html',
})
export class GapsPage {
  readonly #remind = inject(Remind);
  readonly #session = inject(Session);
  readonly code = input<string>();
  readonly q = input<string>();
  readonly cursor = input<string>();

  readonly known = computed(() => {
    const code = this.code();
    return isGapCode(code) ? code : undefined;
  });
  readonly gaps = read(listGaps, () => ({ code: this.known(), q: this.q(), cursor: this.cursor() }));
  readonly #overview = read(overview, () => ({}));

  /** The causes that are open now, and the one that is chosen even when nothing of it is left. */
  readonly causes = computed(() => {
    const open = this.#overview.value()?.gapsByCause.filter(({ count }) => count > 0) ?? [];
    const chosen = this.known();
    const all =
      chosen && !open.some(({ code }) => code === chosen) ? [...open, { code: chosen, count: 0 }] : open;
    return all.map(({ code, count }) => ({ code, text: GAP_TEXTS[code], count: formatCount(count) }));
  });
  readonly filtered = computed(() => this.known() !== undefined || Boolean(this.q()));
  readonly mayRemind = computed(() => this.#session.may('people.remind'));
  readonly texts = GAP_TEXTS;
  readonly meaning = SEVERITY_MEANING;
  readonly columns: readonly Column[] = [
    { title: $localize`Who` },
    { title: $localize`What` },
    { title: $localize`Next step`, class: 'wide' },
    { title: $localize`Since` },
    { title: $localize`Do`, class: 'wide end' },
  ];

  constructor() {
    refresh([this.gaps, this.#overview], () => 6000);
  }

  remindLabel(name: string): string {
    return $localize`Remind ${name}:name:`;
  }

  remind(employee: { id: string; name: string }): void {
    void this.#remind.run(employee);
  }
}
