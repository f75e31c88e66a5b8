import { ChangeDetectionStrategy, Component, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { RemindedPeople } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { remindPeople } from '../client/fn/people/remind-people';
import { FaultCard } from '../look/fault-card';
import { formatCount } from '../text/counts';
import type { Whom } from './chosen-gaps';

/** Has many people reminded, asked twice, and says how many are, were already, or asked not to be. */
@Component({
  selector: 'hf-remind-all',
  imports: [FaultCard, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (change.fault(); as fault) {
      <hf-fault [fault]="fault" what="Nobody is reminded." i18n-what [retryable]="false" />
    }
    <div class="do-row" aria-live="polite">
      @switch (state()) {
        @case ('asked') {
          <span i18n>
            Each gets one reminder of all that is open and theirs to close, outside of their quiet hours.
          </span>
          <button matButton="outlined" [disabled]="change.running()" (click)="remind()" i18n>
            Remind them
          </button>
          <button matButton="text" (click)="state.set('idle')" i18n>Leave it</button>
        }
        @case ('idle') {
          <button matButton="outlined" (click)="state.set('asked')">{{ label() }}</button>
        }
        @default {
          <span>{{ outcome() }}</span>
        }
      }
    </div>
  `,
})
export class RemindAll {
  readonly whom = input.required<Whom>();
  readonly label = input.required<string>();
  readonly change = inject(Changes).of(remindPeople);
  /** Others are another question. */
  readonly state = linkedSignal<Whom, 'idle' | 'asked' | RemindedPeople>({
    source: this.whom,
    computation: () => 'idle',
  });

  outcome(): string {
    const counts = this.state();
    if (typeof counts === 'string') return '';
    return [
      $localize`${formatCount(counts.queued)}:count: people will be reminded`,
      ...(counts.alreadyToday > 0
        ? [$localize`${formatCount(counts.alreadyToday)}:count: were today already`]
        : []),
      ...(counts.muted > 0
        ? [$localize`${formatCount(counts.muted)}:count: asked for no reminders today`]
        : []),
      ...(counts.nothingOpen > 0
        ? [$localize`${formatCount(counts.nothingOpen)}:count: have nothing open that is theirs to close`]
        : []),
    ].join(' · ');
  }

  async remind(): Promise<void> {
    const counts = await this.change.run({ body: this.whom() });
    if (counts !== undefined) this.state.set(counts);
  }
}
