import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listLocations } from '../client/fn/storage/list-locations';
import { BytesPipe } from '../look/bytes.pipe';
import { Day } from '../look/day';
import { Icon } from '../look/icon';
import { type Column, List } from '../look/list';
import { Now } from '../look/now';
import { RowTemplate } from '../look/row.directive';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { formatCount } from '../text/counts';
import { countryText, endMeaning, monthText, priceText, TROUBLE_TEXTS } from './location-texts';

const FIGURES: readonly Column[] = [
  { title: $localize`Stored`, class: 'end' },
  { title: $localize`Repositories`, class: 'wide end' },
  { title: $localize`Versions`, class: 'end' },
];

/** Where backups lie: whether each place takes them, in which country, until when, at what price, and what it does not protect against. */
@Component({
  imports: [BytesPipe, Day, Icon, List, MatButton, RouterLink, RowTemplate, Tag],
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
            @if (mayAdd()) {
              <a class="row" [routerLink]="['/storage', location.id]">{{ location.name }}</a>
            } @else {
              {{ location.name }}
            }
            <small
              >{{ kinds[location.kind] }}{{ location.place === null ? '' : ' · ' + location.place }}</small
            >
            @if (location.trouble; as trouble) {
              <a class="above" routerLink="/incidents" [queryParams]="{ open: 'yes' }">
                <hf-tag meaning="lost" [text]="troubles[trouble]" />
              </a>
            }
            @if (location.caution; as caution) {
              <small class="caution"><hf-icon name="gaps" [size]="12" /> {{ caution }}</small>
            }
          </th>
          <td class="wide">
            @if (location.jurisdiction; as code) {
              {{ countryText(code) }}
            } @else {
              <span class="quiet" i18n>not said</span>
            }
          </td>
          <td class="wide">
            @if (location.expiresOn; as day) {
              <hf-day [on]="day" as="date" />
              @switch (endMeaning(day, now())) {
                @case ('lost') {
                  <small><hf-tag meaning="lost" text="Over" i18n-text /></small>
                }
                @case ('risk') {
                  <small><hf-tag meaning="risk" text="Ends soon" i18n-text /></small>
                }
              }
            } @else {
              <span class="quiet" i18n>not said</span>
            }
          </td>
          <td class="wide">
            @if (location.price; as price) {
              {{ priceText(price) }}
              <small>
                @if (location.storedBytes; as bytes) {
                  {{ monthText(bytes, price) }} ·
                }
                <ng-container i18n>as of</ng-container>&ngsp;<hf-day [on]="price.asOf" as="date" />
              </small>
            } @else {
              <span class="quiet" i18n>not said</span>
            }
          </td>
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
  readonly now = inject(Now).now;
  readonly count = formatCount;
  readonly troubles = TROUBLE_TEXTS;
  readonly countryText = countryText;
  readonly endMeaning = endMeaning;
  readonly priceText = priceText;
  readonly monthText = monthText;
  readonly kinds = { 'served-folder': $localize`Folder of this server`, s3: $localize`S3 bucket` };
  readonly columns: readonly Column[] = [
    { title: $localize`Location` },
    { title: $localize`Lies in`, class: 'wide' },
    { title: $localize`Ends on`, class: 'wide' },
    { title: $localize`Price`, class: 'wide' },
    ...(this.mayReadFigures ? FIGURES : []),
  ];

  constructor() {
    refresh([this.locations], () => 8000);
  }
}
