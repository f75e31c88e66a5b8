import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { inventoryCsv } from '../../client/fn/inventory/inventory-csv';
import { listInventory } from '../../client/fn/inventory/list-inventory';
import { listInventorySources } from '../../client/fn/inventory/list-inventory-sources';
import { Day } from '../../look/day';
import { type Column, List } from '../../look/list';
import { RowTemplate } from '../../look/row.directive';
import { SearchField } from '../../look/search-field';
import { Tag } from '../../look/tag';
import { Session } from '../../session/session';
import { AsidePart } from './aside-part';
import {
  deviceText,
  INVENTORY_STATE_MEANING,
  INVENTORY_STATE_TEXTS,
  INVENTORY_STATES,
  isInventoryPlatform,
  isInventoryState,
  PLATFORM_TEXTS,
  SET_ASIDE_TEXTS,
} from './inventory-texts';
import { SourcesCard } from './sources-card';

/** Phones that the company's own lists know, enrolled or not. */
@Component({
  imports: [AsidePart, Day, List, MatButton, RouterLink, RowTemplate, SearchField, SourcesCard, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './inventory.page.html',
})
export class InventoryPage {
  readonly q = input<string>();
  readonly state = input<string>();
  readonly source = input<string>();
  readonly platform = input<string>();
  readonly cursor = input<string>();
  readonly #filter = computed(() => {
    const [state, platform, source] = [this.state(), this.platform(), this.source()];
    return {
      q: this.q(),
      state: isInventoryState(state) ? state : undefined,
      platform: isInventoryPlatform(platform) ? platform : undefined,
      source: source !== undefined && /^[a-z0-9-]{1,40}$/.test(source) ? source : undefined,
    };
  });
  readonly phones = read(listInventory, () => ({ ...this.#filter(), cursor: this.cursor() }));
  readonly sources = read(listInventorySources, () => ({}));
  readonly filtered = computed(() => Object.values(this.#filter()).some(Boolean));
  readonly mayChange = inject(Session).may('inventory.change');
  readonly csv = computed(() => {
    const set = Object.entries(this.#filter()).flatMap(([key, value]) => (value ? [[key, value]] : []));
    return `${inventoryCsv.PATH}?${new URLSearchParams(Object.fromEntries(set)).toString()}`;
  });
  readonly states = INVENTORY_STATES;
  readonly texts = INVENTORY_STATE_TEXTS;
  readonly meaning = INVENTORY_STATE_MEANING;
  readonly reasons = SET_ASIDE_TEXTS;
  readonly platforms = Object.entries(PLATFORM_TEXTS);
  readonly deviceText = deviceText;
  readonly columns: readonly Column[] = [
    { title: $localize`Person` },
    { title: $localize`Phone` },
    { title: $localize`State` },
    { title: $localize`Source`, class: 'wide' },
    ...(this.mayChange ? [{ title: $localize`To do`, class: 'end' } as const] : []),
  ];

  reload(): void {
    this.phones.reload();
    this.sources.reload();
  }
}
