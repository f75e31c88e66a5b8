import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { OwnWorkstation } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { revokeOwnWorkstation } from '../client/fn/workstations/revoke-own-workstation';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Tag } from '../look/tag';
import { ReleaseButton } from '../phones/release-button';
import { KeyStore } from './key-store';
import { SYSTEM_TEXTS } from './systems';

/** One laptop of one's own. */
@Component({
  selector: 'hf-my-workstation',
  imports: [Day, FaultCard, KeyStore, MatButton, ReleaseButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './my-workstation.html',
  styles: `
    dl,
    .do-row {
      margin-block-start: 12px;
    }
  `,
})
export class MyWorkstation {
  readonly #say = inject(Say);
  readonly workstation = input.required<OwnWorkstation>();
  /** Its enrolment, or that of a phone, ended. */
  readonly changed = output();
  readonly revoking = inject(Changes).of(revokeOwnWorkstation);
  readonly asked = signal(false);
  readonly system = computed(() => SYSTEM_TEXTS[this.workstation().os] ?? this.workstation().os);
  readonly copied = computed(() => this.workstation().revokedBecause === 'token-reused');

  async revoke(): Promise<void> {
    const { id, label } = this.workstation();
    if ((await this.revoking.run({ id })) === undefined && this.revoking.fault() !== undefined) return;
    this.asked.set(false);
    this.#say.done($localize`${label}:label: is no longer enrolled. What it backed up is kept.`);
    this.changed.emit();
  }
}
