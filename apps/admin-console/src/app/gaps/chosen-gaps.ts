import { computed, linkedSignal, type Signal } from '@angular/core';
import type { remindPeople } from '../client/fn/people/remind-people';
import type { assignGaps } from '../client/fn/coverage/assign-gaps';
import type { GapFilter } from './gap-query';

export type GapSelection = Parameters<typeof assignGaps>[2]['body']['gaps'];
export type Whom = Parameters<typeof remindPeople>[2]['body'];

/** What a row is chosen by: the gap, and whose it is, since people are reminded, not gaps. */
export interface Choosable {
  readonly id: string;
  readonly employee: { readonly id: string };
}

interface Chosen {
  /** All that the filter matches, whatever page they stand on. */
  readonly all: boolean;
  /** Gap to person. */
  readonly rows: ReadonlyMap<string, string>;
}

const NONE: Chosen = { all: false, rows: new Map() };

/** Gaps that are chosen on the page: single ones, kept from page to page, or all that match. Another filter chooses anew. */
export class ChosenGaps {
  readonly #chosen;
  readonly all = computed(() => this.#chosen().all);
  readonly count = computed(() => this.#chosen().rows.size);
  readonly some = computed(() => this.all() || this.count() > 0);

  constructor(private readonly filter: Signal<GapFilter>) {
    this.#chosen = linkedSignal<string, Chosen>({
      source: () => JSON.stringify(filter()),
      computation: () => NONE,
    });
  }

  has(row: Choosable): boolean {
    return this.#chosen().all || this.#chosen().rows.has(row.id);
  }

  choose(rows: readonly Choosable[], on: boolean): void {
    const next = new Map(this.#chosen().rows);
    for (const { id, employee } of rows) {
      if (on) next.set(id, employee.id);
      else next.delete(id);
    }
    this.#chosen.set({ all: false, rows: next });
  }

  chooseAll(): void {
    this.#chosen.set({ all: true, rows: new Map() });
  }

  clear(): void {
    this.#chosen.set(NONE);
  }

  /** As the api takes gaps: by id, or by the filter that finds them. */
  readonly selection = computed<GapSelection>(() =>
    this.all() ? { filter: this.filter() } : { ids: [...this.#chosen().rows.keys()] },
  );

  /** As the api takes people to remind: each once. */
  readonly whom = computed<Whom>(() =>
    this.all() ? { filter: this.filter() } : { ids: [...new Set(this.#chosen().rows.values())] },
  );
}
