import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BytesPipe } from '../look/bytes.pipe';
import { locations, versions } from '../text/counts';
import type { OverviewAnswer } from './headline-parts';

/** Figures of all locations together; shown to who may read figures. */
@Component({
  selector: 'hf-storage',
  imports: [BytesPipe, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2><a routerLink="/storage" i18n>Storage</a></h2>
      <p class="quiet">{{ places() }}</p>
      <div class="big">{{ storage().storedBytes ?? 0 | bytes }}</div>
      <p class="quiet" i18n>{{ kept() }} kept, each restorable by itself; stored once, encrypted</p>
    </section>
  `,
})
export class StorageCard {
  readonly storage = input.required<OverviewAnswer['storage']>();
  readonly places = computed(() => locations(this.storage().locations));
  readonly kept = computed(() => versions(this.storage().snapshots ?? 0));
}
