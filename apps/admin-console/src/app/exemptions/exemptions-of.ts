import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { read } from '../api/read';
import { listExemptions } from '../client/fn/coverage/list-exemptions';
import { Freshness } from '../look/freshness';
import { ExemptionList } from './exemption-list';

/** On the page of a person or a phone: what is left out of the score there, or is asked to be. Nothing where nothing is. */
@Component({
  selector: 'hf-exemptions-of',
  imports: [ExemptionList, Freshness],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (exemptions.fault()) {
      <section class="card spaced">
        <hf-freshness [reading]="exemptions" failed="The exemptions could not be read." i18n-failed />
      </section>
    }
    @if (shown().length > 0) {
      <section class="card spaced">
        <h2 i18n>Exemptions</h2>
        <p class="quiet" i18n>Left out of the score, never of a report; each ends by itself on its day</p>
        <hf-exemption-list [exemptions]="shown()" [named]="false" (decided)="reload()" />
      </section>
    }
  `,
})
export class ExemptionsOf {
  readonly employee = input.required<string>();
  /** Of this phone and of the person as a whole; without it: all of the person's. */
  readonly phone = input<string>();
  readonly decided = output();
  readonly exemptions = read(
    listExemptions,
    () => ({ employee: this.employee(), state: 'waiting,active', limit: 50 }),
    this.employee,
  );
  readonly shown = computed(() => {
    const phone = this.phone();
    const all = this.exemptions.value()?.items ?? [];
    return phone === undefined ? all : all.filter((one) => one.phone === null || one.phone.id === phone);
  });

  reload(): void {
    this.exemptions.reload();
    this.decided.emit();
  }
}
