import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Answer, RowOf } from '../api/call';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listCompanies } from '../client/fn/operator/list-companies';
import { replaceOwnerToken } from '../client/fn/operator/replace-owner-token';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { SearchField } from '../look/search-field';
import { firstSteps } from '../overview/first-steps';
import { people, phones } from '../text/counts';
import { OwnerTokenCard } from './owner-token-card';

type Company = RowOf<typeof listCompanies>;

/** The companies of an installation, in counts: an operator sees how far each is, and nobody in it. */
@Component({
  imports: [Day, FaultCard, List, MatButton, OwnerTokenCard, RouterLink, RowTemplate, SearchField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './companies.page.html',
})
export class CompaniesPage {
  readonly q = input<string>();
  readonly cursor = input<string>();
  readonly companies = read(listCompanies, () => ({ q: this.q(), cursor: this.cursor() }));
  readonly replacing = inject(Changes).of(replaceOwnerToken);
  /** The token that was made last, with the company that it is for. */
  readonly made = signal<{ company: string; owner: Answer<typeof replaceOwnerToken> } | undefined>(undefined);
  readonly people = people;
  readonly phones = phones;
  readonly columns: readonly Column[] = [
    { title: $localize`Company` },
    { title: $localize`Protected` },
    { title: $localize`At risk` },
    { title: $localize`Phones`, class: 'wide' },
    { title: $localize`First steps`, class: 'wide' },
    { title: $localize`Owner`, class: 'end' },
  ];

  constructor() {
    refresh([this.companies], () => 15_000);
  }

  /** "5 of 7", and the first one that is open. */
  steps({ firstSteps: steps }: Company): { done: number; of: number; next: string | undefined } {
    const done = steps.filter((step) => step.done).length;
    return { done, of: steps.length, next: firstSteps(steps).find((step) => !step.done)?.text };
  }

  hasOwner({ firstSteps: steps }: Company): boolean {
    return steps.some(({ code, done }) => code === 'owner' && done);
  }

  async replace({ id, name }: Company): Promise<void> {
    const owner = await this.replacing.run({ id });
    if (owner !== undefined) this.made.set({ company: name, owner });
  }
}
