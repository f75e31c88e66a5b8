import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SsoConnection } from '@holdfast/contracts';
import { read } from '../api/read';
import { listSsoConnections } from '../client/fn/sso/list-sso-connections';
import { PageTitle } from '../frame/page-title';
import { Freshness } from '../look/freshness';
import { Session } from '../session/session';
import { LiveCard } from './live-card';
import { MappingCard } from './mapping-card';
import { MetadataCard } from './metadata-card';
import { OurSideCard } from './our-side-card';
import { SwitchOnCard } from './switch-on-card';
import { TestCard } from './test-card';

/** One connection, from the two addresses that the provider needs to the switch. Each step is checked, not ticked. */
@Component({
  imports: [Freshness, LiveCard, MappingCard, MetadataCard, OurSideCard, RouterLink, SwitchOnCard, TestCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-freshness [reading]="connections" failed="The connection could not be read." i18n-failed />
    @if (connection(); as known) {
      <div class="top">
        <div>
          <p class="crumb"><a routerLink="/settings/sign-in" i18n>Single sign-on</a></p>
          <h1>{{ known.name }}</h1>
          <p class="lead" i18n>Nothing here reaches anybody until it is switched on after a test login</p>
        </div>
      </div>
      @if (known.live) {
        <hf-live [connection]="known" [mayChange]="mayChange()" (changed)="connection.set($event)" />
      }
      <hf-our-side [connection]="known" />
      <hf-metadata [connection]="known" [mayChange]="mayChange()" (changed)="connection.set($event)" />
      @if (known.draft) {
        <hf-test [connection]="known" [mayChange]="mayChange()" />
        <hf-mapping [connection]="known" [mayChange]="mayChange()" (changed)="connection.set($event)" />
        @if (mayChange()) {
          <hf-switch-on [connection]="known" (changed)="connection.set($event)" />
        }
      }
    } @else if (connections.value()) {
      <section class="card">
        <b i18n>There is no such connection</b>
        <p class="quiet">
          <a class="link" routerLink="/settings/sign-in" i18n>The list of connections shows what there is</a>
        </p>
      </section>
    }
  `,
})
export class ConnectionPage {
  readonly #session = inject(Session);
  readonly id = input.required<string>();
  readonly connections = read(listSsoConnections, () => ({}));
  readonly mayChange = computed(() => this.#session.may('sso.change'));
  readonly connection = linkedSignal<SsoConnection | undefined>(() =>
    this.connections.value()?.items.find(({ id }) => id === this.id()),
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const known = this.connection();
      if (known !== undefined) title.name(known.name);
    });
  }
}
