import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { read } from '../api/read';
import { listPolicies } from '../client/fn/policies/list-policies';
import { SearchField } from '../look/search-field';
import { Session } from '../session/session';
import { GAP_SEVERITIES, SEVERITY_TEXTS } from '../text/gap-texts';
import { PLATFORM_NAMES, PLATFORMS } from '../text/platforms';
import { type GapFilter, type GapOrder, toggled } from './gap-query';

/** One cause that can be chosen, with how many are open of it. */
export interface CauseChoice {
  readonly code: string;
  readonly text: string;
  readonly count: string;
}

const DAYS: readonly number[] = [7, 14, 30, 90];
const FOLDED = ['department', 'platform', 'policy', 'days', 'owner', 'whose', 'exempt'] as const;

/** What of the gaps is shown, and in which order; every choice is in the address. */
@Component({
  selector: 'hf-gap-filters',
  imports: [MatFormField, MatInput, MatLabel, RouterLink, SearchField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './gap-filters.html',
  styles: `
    .selects {
      row-gap: 16px;
      padding-block-start: 8px;
    }
  `,
})
export class GapFilters {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly filter = input.required<GapFilter>();
  readonly order = input.required<GapOrder>();
  readonly causes = input.required<readonly CauseChoice[]>();
  /** Those of the people shown, to choose from. */
  readonly departments = input.required<readonly string[]>();
  readonly policies = read(listPolicies, () => ({ limit: 200 }));
  readonly me = inject(Session).me;
  readonly severities = GAP_SEVERITIES;
  readonly severityTexts = SEVERITY_TEXTS;
  readonly platforms = PLATFORMS;
  readonly platformTexts = PLATFORM_NAMES;
  readonly days = DAYS;
  readonly toggled = toggled;
  /** A value that an address holds and this list does not offer is offered, too, so that it is seen. */
  readonly daysOffered = computed(() => {
    const { days } = this.filter();
    return days === undefined || DAYS.includes(days) ? DAYS : [...DAYS, days].sort((a, b) => a - b);
  });
  /** How many are set of those that are folded away. */
  readonly more = computed(() => FOLDED.filter((name) => this.filter()[name] !== undefined).length);
  /** Stays open once it was: a choice that clears the last filter must not fold away what one is using. */
  readonly unfolded = linkedSignal<number, boolean>({
    source: this.more,
    computation: (more, before) => more > 0 || (before?.value ?? false),
  });
  /** What only a link sets, and only a click here takes away. */
  readonly fromLinks = computed(() => {
    const { incident, employee } = this.filter();
    return [
      ...(incident === undefined
        ? []
        : [{ without: { incident: null, cursor: null }, text: $localize`Of one incident · show all` }]),
      ...(employee === undefined
        ? []
        : [{ without: { employee: null, cursor: null }, text: $localize`Of one person · show all` }]),
    ];
  });
  readonly owner = computed(() => {
    const { owner } = this.filter();
    if (owner === undefined || owner === 'nobody' || owner === 'somebody') return owner;
    return owner === this.me()?.employee.id ? 'me' : 'another';
  });
  readonly sorted = computed(() => `${this.order().sort ?? 'age'}-${this.order().order ?? 'asc'}`);

  isOn(list: string | undefined, one: string): boolean {
    return list?.split(',').includes(one) ?? false;
  }

  /** An address says who is meant: a link that is sent shows the same to whoever opens it. */
  chooseOwner(value: string): void {
    this.choose({ owner: value === 'me' ? (this.me()?.employee.id ?? null) : value || null });
  }

  chooseOrder(value: string): void {
    const [sort, order] = value.split('-');
    this.choose({ sort: sort === 'age' ? null : sort, order: order === 'asc' ? null : order });
  }

  choose(queryParams: Record<string, string | null | undefined>): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: { ...queryParams, cursor: null },
      queryParamsHandling: 'merge',
    });
  }
}
