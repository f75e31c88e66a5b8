import { afterNextRender, ChangeDetectionStrategy, Component, ElementRef, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { FaultCard } from '../look/fault-card';
import { SecondFactor } from '../session/second-factor';
import { Confirmation } from './confirmation';

/** "Show that it is still you": stands first on the page while something waits for it. */
@Component({
  selector: 'hf-confirm',
  imports: [FaultCard, MatButton, SecondFactor],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { tabindex: '-1' },
  template: `
    <section class="card spaced" role="alert">
      <h2 i18n>Show that it is still you</h2>
      <p class="quiet" i18n>
        This changes how you sign in. What you began goes on by itself once a second factor is accepted.
      </p>
      @if (confirmation.confirming.fault(); as fault) {
        <hf-fault [fault]="fault" what="Not confirmed." i18n-what [retryable]="false" />
      }
      @if (confirmation.asked(); as asked) {
        <hf-second-factor
          [request]="asked"
          action="Confirm"
          i18n-action
          [running]="confirmation.confirming.running()"
          (proved)="confirmation.prove($event)"
        />
      }
      <div class="do-row">
        <button matButton="text" type="button" (click)="confirmation.giveUp()" i18n>Leave it as it is</button>
      </div>
    </section>
  `,
})
export class ConfirmCard {
  readonly confirmation = inject(Confirmation);

  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => nativeElement.focus());
  }
}
