import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listLocations } from '../client/fn/storage/list-locations';
import { BytesPipe } from '../look/bytes.pipe';
import { Icon } from '../look/icon';
import { type Column, List } from '../look/list';
import { RowTemplate } from '../look/row.directive';
import { Session } from '../session/session';
import { formatCount } from '../text/counts';

const FIGURES: readonly Column[] = [
  { title: $localize`Stored`, class: 'end' },
  { title: $localize`Repositories`, class: 'wide end' },
  { title: $localize`Versions`, class: 'end' },
];

/** Where backups lie, and what each place does not protect against. */
@Component({
  imports: [BytesPipe, Icon, List, MatButton, RouterLink, RowTemplate],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Storage</h1>
        <p class="lead" i18n>
          Every location holds ciphertext only: neither it nor this server can open a backup
        </p>
      </div>
      @if (mayAdd()) {
        <div class="do"><a matButton="filled" routerLink="/storage/new" i18n>Connect a bucket</a></div>
      }
    </div>
    <section class="card">
      <hf-list
        [reading]="locations"
        [columns]="columns"
        [cursor]="cursor()"
        caption="Locations"
        i18n-caption
        failed="The locations could not be read."
        i18n-failed
      >
        <ng-container empty>
          <b i18n>No location is connected</b>
          <p class="quiet" i18n>Without one no backup can leave a phone. Connect an S3 bucket.</p>
        </ng-container>
        <ng-template [hfRow]="locations" let-location>
          <th scope="row">
            {{ location.name }}
            <small
              >{{ kinds[location.kind] }}{{ location.place === null ? '' : ' · ' + location.place }}</small
            >
            @if (location.caution; as caution) {
              <small class="caution"><hf-icon name="gaps" [size]="12" /> {{ caution }}</small>
            }
          </th>
          @if (mayReadFigures) {
            <td class="end">{{ location.storedBytes ?? 0 | bytes }}</td>
            <td class="wide end">{{ count(location.repositories ?? 0) }}</td>
            <td class="end">{{ count(location.snapshots ?? 0) }}</td>
          }
        </ng-template>
      </hf-list>
    </section>
  `,
  styles: `
    .caution {
      display: flex;
      gap: 6px;
      align-items: center;
      color: var(--waiting-text);
      margin-block-start: 4px;
    }
  `,
})
export class LocationsPage {
  readonly #session = inject(Session);
  readonly cursor = input<string>();
  readonly locations = read(listLocations, () => ({ cursor: this.cursor() }));
  readonly mayReadFigures = this.#session.may('figures.read');
  readonly mayAdd = computed(() => this.#session.may('storage.change'));
  readonly count = formatCount;
  readonly kinds = { 'served-folder': $localize`Folder of this server`, s3: $localize`S3 bucket` };
  readonly columns: readonly Column[] = [
    { title: $localize`Location` },
    ...(this.mayReadFigures ? FIGURES : []),
  ];

  constructor() {
    refresh([this.locations], () => 8000);
  }
}
