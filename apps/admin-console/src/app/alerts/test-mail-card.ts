import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../api/change';
import { testMail } from '../client/fn/alerts/test-mail';
import { FaultCard } from '../look/fault-card';
import { Tag } from '../look/tag';

/** Sends oneself a message, and shows what the mail server said to it. */
@Component({
  selector: 'hf-test-mail',
  imports: [FaultCard, MatButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2 i18n>E-mail</h2>
      @if (configured()) {
        <p class="quiet" i18n>Reminders, alerts and digests go over the mail server that is set up.</p>
      } @else {
        <p>
          <hf-tag meaning="risk" text="No mail server" i18n-text />
          <ng-container i18n>Nothing is mailed until SMTP_URL is set where Holdfast runs.</ng-container>
        </p>
      }
      @if (testing.fault(); as fault) {
        <hf-fault [fault]="fault" what="No message was sent." i18n-what [retryable]="false" />
      }
      <div aria-live="polite">
        @if (outcome(); as said) {
          <p>
            @if (said.taken) {
              <hf-tag meaning="good" text="Taken" i18n-text />
            } @else {
              <hf-tag meaning="lost" text="Not taken" i18n-text />
            }
            {{ said.answer }}
          </p>
        }
      </div>
      <div class="do-row">
        <button matButton="outlined" [disabled]="testing.running()" (click)="test()" i18n>
          Send me a test message
        </button>
      </div>
    </section>
  `,
})
export class TestMailCard {
  readonly configured = input.required<boolean>();
  readonly testing = inject(Changes).of(testMail);
  readonly outcome = signal<{ taken: boolean; answer: string } | undefined>(undefined);

  async test(): Promise<void> {
    this.outcome.set(await this.testing.run({}));
  }
}
