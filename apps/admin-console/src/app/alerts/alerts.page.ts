import { ChangeDetectionStrategy, Component, linkedSignal } from '@angular/core';
import type { ShownAlerts } from '@holdfast/contracts';
import { read } from '../api/read';
import { getAlerts } from '../client/fn/alerts/get-alerts';
import { Freshness } from '../look/freshness';
import { RecentCard } from './recent-card';
import { SettingsCard } from './settings-card';
import { TestMailCard } from './test-mail-card';

/** Who is told of what, when the digest comes, whether mail works, and what was told lately. */
@Component({
  imports: [Freshness, RecentCard, SettingsCard, TestMailCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Alerts</h1>
        <p class="lead" i18n>
          What needs somebody here: storage that is full, a server that refuses. Employees hear of nothing
          that they cannot mend
        </p>
      </div>
    </div>
    <hf-freshness [reading]="reading" failed="The alerts could not be read." i18n-failed />
    @if (shown(); as alerts) {
      <hf-test-mail [configured]="alerts.mailConfigured" />
      <hf-alert-settings [alerts]="alerts" (changed)="shown.set($event)" />
      <hf-recent-alerts [alerts]="alerts.recent" />
    }
  `,
})
export class AlertsPage {
  readonly reading = read(getAlerts, () => ({}));
  readonly shown = linkedSignal<ShownAlerts | undefined>(() => this.reading.value());
}
