import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { RowOf } from '../api/call';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { gapsCsv } from '../client/fn/coverage/gaps-csv';
import { listGaps } from '../client/fn/coverage/list-gaps';
import { overview } from '../client/fn/coverage/overview';
import { Day } from '../look/day';
import { Icon } from '../look/icon';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Tag } from '../look/tag';
import { Remind } from '../people/remind';
import { Session } from '../session/session';
import { formatCount } from '../text/counts';
import { GAP_TEXTS, isGapCode, SEVERITY_MEANING } from '../text/gap-texts';
import { BesideGaps } from './beside-gaps';
import { ChosenGaps } from './chosen-gaps';
import { GapBulk } from './gap-bulk';
import { GapFilters } from './gap-filters';
import { gapFilter, gapOrder, queryText } from './gap-query';
import { RemindAll } from './remind-all';
import { TakeOn } from './take-on';

type Row = RowOf<typeof listGaps>;

/** Every open gap: what, whose, since when, the next step, who has taken it on; filtered by the address, done in bulk. */
@Component({
  imports: [
    BesideGaps,
    Day,
    GapBulk,
    GapFilters,
    Icon,
    List,
    MatButton,
    RemindAll,
    RouterLink,
    RowTemplate,
    Tag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './gaps.page.html',
  styleUrl: './gaps.page.css',
})
export class GapsPage {
  readonly #remind = inject(Remind);
  readonly #session = inject(Session);
  readonly #route = inject(ActivatedRoute);
  /** All of the address at once: a dozen filters as inputs would be a dozen lines that say nothing. */
  readonly #url = toSignal(this.#route.queryParams, { initialValue: this.#route.snapshot.queryParams });
  readonly takeOn = inject(TakeOn);
  readonly filter = computed(() => gapFilter(this.#url()), { equal: same });
  readonly order = computed(() => gapOrder(this.#url()), { equal: same });
  readonly cursor = computed(() => {
    const cursor: unknown = this.#url()['cursor'];
    return typeof cursor === 'string' ? cursor : undefined;
  });
  readonly gaps = read(listGaps, () => ({ ...this.filter(), ...this.order(), cursor: this.cursor() }));
  readonly #overview = read(overview, () => ({}));
  readonly rows = computed(() => this.gaps.value()?.items ?? []);
  readonly chosen = new ChosenGaps(this.filter);
  readonly whom = computed(() => ({ filter: this.filter() }));
  readonly csv = computed(() => {
    const query = queryText({ ...this.filter(), ...this.order() });
    return query === '' ? gapsCsv.PATH : `${gapsCsv.PATH}?${query}`;
  });

  /** The causes that are open now, and the chosen ones even when nothing of them is left. */
  readonly causes = computed(() => {
    const open = this.#overview.value()?.gapsByCause.filter(({ count }) => count > 0) ?? [];
    const chosen = (this.filter().code?.split(',') ?? []).filter(isGapCode);
    const gone = chosen.filter((code) => !open.some((cause) => cause.code === code));
    return [...open, ...gone.map((code) => ({ code, count: 0 }))].map(({ code, count }) => ({
      code,
      text: GAP_TEXTS[code],
      count: formatCount(count),
    }));
  });
  readonly departments = computed(() =>
    [...new Set(this.rows().flatMap(({ employee }) => employee.department ?? []))].sort(),
  );
  readonly filtered = computed(() => Object.keys(this.filter()).length > 0);
  readonly mayRemind = this.#session.may('people.remind');
  readonly mayAssign = this.#session.may('gaps.assign');
  readonly mayChoose = this.#session.may(['people.remind', 'gaps.assign', 'exemptions.change']);
  readonly texts = GAP_TEXTS;
  readonly meaning = SEVERITY_MEANING;
  readonly columns: readonly Column[] = [
    ...(this.mayChoose ? [{ title: $localize`Chosen` }] : []),
    { title: $localize`Who` },
    { title: $localize`What` },
    { title: $localize`Next step`, class: 'wide' },
    { title: $localize`Since` },
    { title: $localize`Owner`, class: 'wide' },
    ...(this.mayRemind || this.mayAssign ? [{ title: $localize`Do`, class: 'wide end' } as const] : []),
  ];

  constructor() {
    refresh([this.gaps, this.#overview], () => 6000);
  }

  isMine({ owner }: Row): boolean {
    return owner !== null && owner.id === this.#session.me()?.employee.id;
  }

  /** What is chosen, or done, as a reader hears it without its row. */
  named(gap: Row): string {
    return `${gap.employee.name}, ${GAP_TEXTS[gap.code]}`;
  }

  remindLabel(name: string): string {
    return $localize`Remind ${name}:name:`;
  }

  chooseLabel(gap: Row): string {
    return $localize`Choose: ${this.named(gap)}:gap:`;
  }

  handLabel(gap: Row): string {
    return this.isMine(gap)
      ? $localize`Give back: ${this.named(gap)}:gap:`
      : $localize`Assign to me: ${this.named(gap)}:gap:`;
  }

  remind(employee: { id: string; name: string }): void {
    void this.#remind.run(employee);
  }

  async hand(gap: Row): Promise<void> {
    if (await this.takeOn.run({ ids: [gap.id] }, !this.isMine(gap))) this.gaps.reload();
  }
}

/** Params arrive as a new object each time; what they say may be the same. */
const same = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);
