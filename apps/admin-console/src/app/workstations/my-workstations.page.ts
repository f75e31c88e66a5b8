import { ChangeDetectionStrategy, Component } from '@angular/core';
import { read } from '../api/read';
import { refresh } from '../api/refresh';
import { listOwnWorkstations } from '../client/fn/workstations/list-own-workstations';
import { Freshness } from '../look/freshness';
import { MyWorkstation } from './my-workstation';

/** One's own laptops: which are enrolled, where their key lies, and the way to end it. */
@Component({
  imports: [Freshness, MyWorkstation],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>My workstations</h1>
        <p class="lead" i18n>The laptops that back your phones up</p>
      </div>
    </div>
    <hf-freshness [reading]="workstations" failed="Your workstations could not be read." i18n-failed />
    @for (workstation of workstations.value()?.items; track workstation.id) {
      <hf-my-workstation [workstation]="workstation" (changed)="workstations.reload()" />
    } @empty {
      @if (workstations.value()) {
        <section class="card">
          <b i18n>No laptop of yours is enrolled</b>
          <p class="quiet" i18n>
            Run <code>holdfast enrol</code> with the address of this page on your laptop, or ask your IT.
          </p>
        </section>
      }
    }
  `,
})
export class MyWorkstationsPage {
  readonly workstations = read(listOwnWorkstations, () => ({}));

  constructor() {
    refresh([this.workstations], () => 30_000);
  }
}
